package dev.fringe.storage.uvfits;

import dev.fringe.storage.fits.hdu.Scaling;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Turns the data of groups into real parts, imaginary parts and weights. */
final class GroupDecoder {
  /** Values decoded in one go, so that they are taken apart while they are in the cache. */
  private static final int CHUNK_VALUES = 1 << 14;

  private final GroupLayout layout;
  private final Scaling scaling;
  private final int[] realOffsets;
  private final int imaginaryOffset;
  private final boolean weighted;
  private final int step;
  private float[] chunk = new float[0];

  /**
   * @param layout of the groups
   * @param scaling BSCALE, BZERO and BLANK
   * @param realOffsets where the real part of each sample stands in a group's data
   * @param imaginaryOffset from the real to the imaginary part, and on to the weight
   * @param weighted whether there are weights; all are 1 otherwise
   */
  GroupDecoder(
      GroupLayout layout,
      Scaling scaling,
      int[] realOffsets,
      int imaginaryOffset,
      boolean weighted) {
    this.layout = layout;
    this.scaling = scaling;
    this.realOffsets = realOffsets.clone();
    this.imaginaryOffset = imaginaryOffset;
    this.weighted = weighted;
    this.step = evenStep(realOffsets);
  }

  void decode(ByteBuffer groups, int rows, float[] real, float[] imaginary, float[] weight) {
    if (!weighted) {
      Arrays.fill(weight, 0, rows * realOffsets.length, 1);
    }
    int values = layout.groupValues();
    int most = Math.max(1, CHUNK_VALUES / values);
    if (chunk.length < Math.min(most, rows) * values) {
      chunk = new float[Math.min(most, rows) * values];
    }
    for (int row = 0; row < rows; row += most) {
      int count = Math.min(most, rows - row);
      layout.format().decode(groups, row * layout.groupBytes(), chunk, count * values, scaling);
      for (int i = 0; i < count; i++) {
        int from = i * values + layout.parameters();
        int to = (row + i) * realOffsets.length;
        if (step > 0) {
          even(from, to, real, imaginary, weight);
        } else {
          scattered(from, to, real, imaginary, weight);
        }
      }
    }
  }

  private void even(int from, int to, float[] real, float[] imaginary, float[] weight) {
    int count = realOffsets.length;
    float[] source = chunk;
    int im = from + imaginaryOffset;
    int wt = im + imaginaryOffset;
    if (weighted) {
      for (int i = 0; i < count; i++) {
        int at = i * step;
        real[to + i] = source[from + at];
        imaginary[to + i] = source[im + at];
        weight[to + i] = source[wt + at];
      }
    } else {
      for (int i = 0; i < count; i++) {
        int at = i * step;
        real[to + i] = source[from + at];
        imaginary[to + i] = source[im + at];
      }
    }
  }

  private void scattered(int from, int to, float[] real, float[] imaginary, float[] weight) {
    for (int i = 0; i < realOffsets.length; i++) {
      int at = from + realOffsets[i];
      real[to + i] = chunk[at];
      imaginary[to + i] = chunk[at + imaginaryOffset];
      if (weighted) {
        weight[to + i] = chunk[at + 2 * imaginaryOffset];
      }
    }
  }

  /** The distance of neighbouring samples, or 0 where it varies. */
  private static int evenStep(int[] offsets) {
    int step = offsets.length > 1 ? offsets[1] - offsets[0] : 1;
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] != i * step) {
        return 0;
      }
    }
    return step;
  }
}
