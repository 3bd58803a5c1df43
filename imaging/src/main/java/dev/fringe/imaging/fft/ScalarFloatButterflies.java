package dev.fringe.imaging.fft;

/**
 * Small forward transforms over {@code count} neighbouring columns: reads rows {@code in + a *
 * step}, writes rows {@code out + b * count}.
 */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class ScalarFloatButterflies {

  private static final float SIN_THIRD = (float) 0.8660254037844386;
  private static final float COS_FIFTH = (float) 0.30901699437494745;
  private static final float COS_2_FIFTHS = (float) -0.8090169943749475;
  private static final float SIN_FIFTH = (float) 0.9510565162951535;
  private static final float SIN_2_FIFTHS = (float) 0.5877852522924731;

  private ScalarFloatButterflies() {}

  static void radix2(
      float[] xr, float[] xi, int in, int step, float[] yr, float[] yi, int out, int count) {
    for (int q = 0; q < count; q++) {
      float ar = xr[in + q];
      float ai = xi[in + q];
      float br = xr[in + step + q];
      float bi = xi[in + step + q];
      yr[out + q] = ar + br;
      yi[out + q] = ai + bi;
      yr[out + count + q] = ar - br;
      yi[out + count + q] = ai - bi;
    }
  }

  static void radix3(
      float[] xr, float[] xi, int in, int step, float[] yr, float[] yi, int out, int count) {
    for (int q = 0; q < count; q++) {
      float ar = xr[in + q];
      float ai = xi[in + q];
      float sumR = xr[in + step + q] + xr[in + 2 * step + q];
      float sumI = xi[in + step + q] + xi[in + 2 * step + q];
      float difR = SIN_THIRD * (xr[in + step + q] - xr[in + 2 * step + q]);
      float difI = SIN_THIRD * (xi[in + step + q] - xi[in + 2 * step + q]);
      float midR = ar - (float) 0.5 * sumR;
      float midI = ai - (float) 0.5 * sumI;
      yr[out + q] = ar + sumR;
      yi[out + q] = ai + sumI;
      yr[out + count + q] = midR + difI;
      yi[out + count + q] = midI - difR;
      yr[out + 2 * count + q] = midR - difI;
      yi[out + 2 * count + q] = midI + difR;
    }
  }

  static void radix4(
      float[] xr, float[] xi, int in, int step, float[] yr, float[] yi, int out, int count) {
    for (int q = 0; q < count; q++) {
      int i = in + q;
      int o = out + q;
      float evenR = xr[i] + xr[i + 2 * step];
      float evenI = xi[i] + xi[i + 2 * step];
      float oddR = xr[i + step] + xr[i + 3 * step];
      float oddI = xi[i + step] + xi[i + 3 * step];
      float evenDifR = xr[i] - xr[i + 2 * step];
      float evenDifI = xi[i] - xi[i + 2 * step];
      float oddDifR = xr[i + step] - xr[i + 3 * step];
      float oddDifI = xi[i + step] - xi[i + 3 * step];
      yr[o] = evenR + oddR;
      yi[o] = evenI + oddI;
      yr[o + count] = evenDifR + oddDifI;
      yi[o + count] = evenDifI - oddDifR;
      yr[o + 2 * count] = evenR - oddR;
      yi[o + 2 * count] = evenI - oddI;
      yr[o + 3 * count] = evenDifR - oddDifI;
      yi[o + 3 * count] = evenDifI + oddDifR;
    }
  }

  static void radix5(
      float[] xr, float[] xi, int in, int step, float[] yr, float[] yi, int out, int count) {
    for (int q = 0; q < count; q++) {
      int i = in + q;
      int o = out + q;
      float s1r = xr[i + step] + xr[i + 4 * step];
      float s1i = xi[i + step] + xi[i + 4 * step];
      float d1r = xr[i + step] - xr[i + 4 * step];
      float d1i = xi[i + step] - xi[i + 4 * step];
      float s2r = xr[i + 2 * step] + xr[i + 3 * step];
      float s2i = xi[i + 2 * step] + xi[i + 3 * step];
      float d2r = xr[i + 2 * step] - xr[i + 3 * step];
      float d2i = xi[i + 2 * step] - xi[i + 3 * step];
      float m1r = xr[i] + COS_FIFTH * s1r + COS_2_FIFTHS * s2r;
      float m1i = xi[i] + COS_FIFTH * s1i + COS_2_FIFTHS * s2i;
      float m2r = xr[i] + COS_2_FIFTHS * s1r + COS_FIFTH * s2r;
      float m2i = xi[i] + COS_2_FIFTHS * s1i + COS_FIFTH * s2i;
      float n1r = SIN_FIFTH * d1r + SIN_2_FIFTHS * d2r;
      float n1i = SIN_FIFTH * d1i + SIN_2_FIFTHS * d2i;
      float n2r = SIN_2_FIFTHS * d1r - SIN_FIFTH * d2r;
      float n2i = SIN_2_FIFTHS * d1i - SIN_FIFTH * d2i;
      yr[o] = xr[i] + s1r + s2r;
      yi[o] = xi[i] + s1i + s2i;
      yr[o + count] = m1r + n1i;
      yi[o + count] = m1i - n1r;
      yr[o + 2 * count] = m2r + n2i;
      yi[o + 2 * count] = m2i - n2r;
      yr[o + 3 * count] = m2r - n2i;
      yi[o + 3 * count] = m2i + n2r;
      yr[o + 4 * count] = m1r - n1i;
      yi[o + 4 * count] = m1i + n1r;
    }
  }
}
