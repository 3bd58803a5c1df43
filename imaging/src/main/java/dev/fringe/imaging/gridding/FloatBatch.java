package dev.fringe.imaging.gridding;

import java.util.Arrays;

/** Some samples of one bucket, unpacked for the innermost loops, with their kernel values. */
final class FloatBatch {

  static final int CAPACITY = 256;

  /** Vectors may reach past the last sample's values. */
  private static final int MARGIN = 64;

  /** Distance of one sample's kernel values from the next's; values past the support are 0. */
  final int pitch;

  /** Planes under a sample: the support, or 1 in a flat plan. */
  final int planes;

  int size;
  final int[] cells = new int[CAPACITY];
  final float[] fractionsU = new float[CAPACITY];
  final float[] fractionsV = new float[CAPACITY];
  final float[] fractionsW = new float[CAPACITY];
  final float[] weights = new float[CAPACITY];
  final float[][] real;
  final float[][] imaginary;
  final float[] kernelU;
  final float[] kernelV;
  final float[] kernelW;

  /** Room for the vector kernels. */
  final float[] scratch;

  /** Stretches of samples that share their cell. */
  int runs;

  /** First sample of each stretch, and {@link #size} behind the last. */
  final int[] runStarts = new int[CAPACITY + 1];

  private final double[] turns = new double[CAPACITY];
  private final float[] cos = new float[CAPACITY];
  private final float[] sin = new float[CAPACITY];

  FloatBatch(GriddingPlan plan, int images) {
    int support = plan.kernel().support();
    pitch = support <= 8 ? 8 : 16;
    planes = plan.planeSupport();
    real = new float[images][CAPACITY];
    imaginary = new float[images][CAPACITY];
    kernelU = new float[CAPACITY * 2 * pitch];
    kernelV = new float[CAPACITY * pitch + MARGIN];
    kernelW = new float[CAPACITY * pitch + MARGIN];
    scratch = new float[CAPACITY * 2 * pitch];
  }

  void loadCoordinates(PackedFloatSamples part, int from, int count) {
    size = count;
    part.cells(from, count, cells, 0);
    part.fractionsU(from, count, fractionsU, 0);
    part.fractionsV(from, count, fractionsV, 0);
    if (planes > 1) {
      part.fractionsW(from, count, fractionsW, 0);
    }
    runs = 0;
    for (int s = 0; s < count; s++) {
      if (s == 0 || cells[s] != cells[s - 1]) {
        runStarts[runs++] = s;
      }
    }
    runStarts[runs] = count;
  }

  /** Loads weighted visibilities; the samples are those of {@link #loadCoordinates}. */
  void loadVisibilities(PackedFloatSamples part, int from, int polarisations) {
    part.weights(from, size, weights, 0);
    for (int p = 0; p < polarisations; p++) {
      final float[] re = real[p];
      final float[] im = imaginary[p];
      part.real(p, from, size, re, 0);
      part.imaginary(p, from, size, im, 0);
      for (int s = 0; s < size; s++) {
        re[s] *= weights[s];
        im[s] *= weights[s];
      }
    }
  }

  /**
   * Sets the weighted visibilities of a source of 1 Jy at the image centre, after {@link
   * #loadVisibilities}.
   *
   * @param image where to
   * @param firstPlane number of the first plane under the samples
   * @param shiftTurns phase of one plane distance, in turns
   */
  void setPointSource(int image, int firstPlane, double shiftTurns) {
    if (planes == 1) {
      System.arraycopy(weights, 0, real[image], 0, size);
      Arrays.fill(imaginary[image], 0, size, 0);
      return;
    }
    // The sample's w in planes is firstPlane + W/2 - (t + 1)/2.
    double origin = firstPlane + 0.5 * planes - 0.5;
    for (int s = 0; s < size; s++) {
      turns[s] = (origin - 0.5 * fractionsW[s]) * shiftTurns;
    }
    FloatTurns.cosSin(turns, size, cos, sin);
    final float[] re = real[image];
    final float[] im = imaginary[image];
    for (int s = 0; s < size; s++) {
      re[s] = weights[s] * cos[s];
      im[s] = -weights[s] * sin[s];
    }
  }

  void clearVisibilities(int images) {
    for (int p = 0; p < images; p++) {
      Arrays.fill(real[p], 0, size, 0);
      Arrays.fill(imaginary[p], 0, size, 0);
    }
  }
}
