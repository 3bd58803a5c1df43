package dev.fringe.imaging.fft;

import java.util.ArrayList;
import java.util.List;

/**
 * The Stockham algorithm in plain Java, for a batch of interleaved transforms: value j of transform
 * b stands at {@code j * batch + b}. The reference against which faster forms are judged.
 *
 * <p>A stage of radix r turns n into r transforms of n/r points each and leaves the order natural
 * after the last stage (Van Loan 1992, Computational Frameworks for the FFT, section 1.7).
 */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class ScalarFloatStages {

  /** One stage: twiddle w^(p b), w = exp(-2πi/(r m)), stands at {@code p * radix + b}. */
  private record Stage(int radix, int m, float[] cos, float[] sin) {}

  private final int size;
  private final List<Stage> stages = new ArrayList<>();

  ScalarFloatStages(int size) {
    this.size = size;
    int rest = size;
    while (rest > 1) {
      int radix = radixOf(rest);
      int m = rest / radix;
      float[] cos = new float[rest];
      float[] sin = new float[rest];
      for (int p = 0; p < m; p++) {
        for (int b = 0; b < radix; b++) {
          cos[p * radix + b] = (float) Roots.cos((long) p * b, rest);
          sin[p * radix + b] = (float) -Roots.sin((long) p * b, rest);
        }
      }
      stages.add(new Stage(radix, m, cos, sin));
      rest = m;
    }
  }

  private static int radixOf(int n) {
    return n % 4 == 0 ? 4 : n % 2 == 0 ? 2 : n % 3 == 0 ? 3 : 5;
  }

  /**
   * Transforms {@code batch} interleaved transforms in place.
   *
   * @param workRe room for {@code size * batch} values, as {@code workIm}
   */
  void forward(float[] re, float[] im, int offset, float[] workRe, float[] workIm, int batch) {
    boolean inWork = false;
    int s = batch;
    for (Stage stage : stages) {
      if (inWork) {
        run(stage, workRe, workIm, 0, re, im, offset, s);
      } else {
        run(stage, re, im, offset, workRe, workIm, 0, s);
      }
      inWork = !inWork;
      s *= stage.radix;
    }
    if (inWork) {
      System.arraycopy(workRe, 0, re, offset, size * batch);
      System.arraycopy(workIm, 0, im, offset, size * batch);
    }
  }

  private static void run(
      Stage stage, float[] xr, float[] xi, int x, float[] yr, float[] yi, int y, int s) {
    int r = stage.radix;
    for (int p = 0; p < stage.m; p++) {
      int in = x + s * p;
      int out = y + s * r * p;
      int step = s * stage.m;
      switch (r) {
        case 2 -> ScalarFloatButterflies.radix2(xr, xi, in, step, yr, yi, out, s);
        case 3 -> ScalarFloatButterflies.radix3(xr, xi, in, step, yr, yi, out, s);
        case 4 -> ScalarFloatButterflies.radix4(xr, xi, in, step, yr, yi, out, s);
        default -> ScalarFloatButterflies.radix5(xr, xi, in, step, yr, yi, out, s);
      }
      if (p > 0) {
        for (int b = 1; b < r; b++) {
          rotate(yr, yi, out + b * s, s, stage.cos[p * r + b], stage.sin[p * r + b]);
        }
      }
    }
  }

  private static void rotate(float[] re, float[] im, int from, int count, float c, float s) {
    for (int i = from; i < from + count; i++) {
      float real = re[i] * c - im[i] * s;
      im[i] = re[i] * s + im[i] * c;
      re[i] = real;
    }
  }
}
