package dev.fringe.storage.fits.uv;

import dev.fringe.storage.fits.hdu.SampleFormat;
import dev.fringe.storage.fits.hdu.Scaling;
import dev.fringe.storage.visibility.ChannelRange;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Turns the visibilities of rows into real parts, imaginary parts and weights. Not for use by
 * several threads at once.
 */
public final class SampleDecoder {
  private final SampleFormat format;
  private final Scaling scaling;
  private final int[] realOffsets;
  private final int imaginaryOffset;
  private final boolean weighted;
  private final int first;
  private final int step;
  private final float[] values;

  /**
   * Prepares for some channels of rows of these axes.
   *
   * @param format of every number
   * @param scaling from stored to physical values
   * @param axes of the data of a row; weights are 1 where COMPLEX has only two values
   * @param channels to be decoded
   */
  public SampleDecoder(SampleFormat format, Scaling scaling, DataAxes axes, ChannelRange channels) {
    this.format = format;
    this.scaling = scaling;
    int products = axes.products();
    int[] offsets =
        Arrays.copyOfRange(
            axes.realOffsets(), channels.first() * products, channels.end() * products);
    this.imaginaryOffset = axes.complex().stride();
    this.weighted = axes.complex().length() == 3;
    this.first = Arrays.stream(offsets).min().orElse(0);
    int last = Arrays.stream(offsets).max().orElse(-1);
    int behind = (axes.complex().length() - 1) * imaginaryOffset;
    this.values = new float[last < 0 ? 0 : last + behind + 1 - first];
    this.realOffsets = Arrays.stream(offsets).map(offset -> offset - first).toArray();
    this.step = evenStep(realOffsets);
  }

  /** The first byte within a row's data that is decoded. */
  public int firstByte() {
    return first * format.bytes();
  }

  /** Bytes of a row's data that are decoded, from {@link #firstByte} on. */
  public int bytes() {
    return values.length * format.bytes();
  }

  /**
   * Decodes rows.
   *
   * @param source bytes of the rows
   * @param first index of the first byte that is decoded, {@link #firstByte} of the first row
   * @param rowBytes distance of the data of neighbouring rows
   * @param rows how many
   * @param firstSample index in the targets of the first sample
   */
  public void decode(
      ByteBuffer source,
      int first,
      int rowBytes,
      int rows,
      int firstSample,
      float[] real,
      float[] imaginary,
      float[] weight) {
    int samples = realOffsets.length;
    for (int row = 0; row < rows; row++) {
      format.decode(source, first + row * rowBytes, values, values.length, scaling);
      int to = firstSample + row * samples;
      if (step > 0) {
        even(to, real, imaginary, weight);
      } else {
        scattered(to, real, imaginary, weight);
      }
    }
    if (!weighted) {
      Arrays.fill(weight, firstSample, firstSample + rows * samples, 1);
    }
  }

  private void even(int to, float[] real, float[] imaginary, float[] weight) {
    float[] source = values;
    int distance = step;
    int im = imaginaryOffset;
    int wt = 2 * imaginaryOffset;
    int count = realOffsets.length;
    if (weighted) {
      for (int i = 0; i < count; i++) {
        int at = i * distance;
        real[to + i] = source[at];
        imaginary[to + i] = source[at + im];
        weight[to + i] = source[at + wt];
      }
    } else {
      for (int i = 0; i < count; i++) {
        int at = i * distance;
        real[to + i] = source[at];
        imaginary[to + i] = source[at + im];
      }
    }
  }

  private void scattered(int to, float[] real, float[] imaginary, float[] weight) {
    for (int i = 0; i < realOffsets.length; i++) {
      int at = realOffsets[i];
      real[to + i] = values[at];
      imaginary[to + i] = values[at + imaginaryOffset];
      if (weighted) {
        weight[to + i] = values[at + 2 * imaginaryOffset];
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
