package dev.fringe.imaging.clean;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The Vector API's form; not thread-safe where it gathers, so one is made for each list. */
final class VectorCleanKernel extends CleanKernel {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INDICES =
      VectorSpecies.of(int.class, SPECIES.vectorShape());
  private static final int LANES = SPECIES.length();

  private final int[] gathered = new int[LANES];

  @Override
  void multiplyAdd(float[] to, int toStart, float[] from, int fromStart, int length, float factor) {
    int i = 0;
    for (int end = SPECIES.loopBound(length); i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, from, fromStart + i)
          .fma(
              FloatVector.broadcast(SPECIES, factor),
              FloatVector.fromArray(SPECIES, to, toStart + i))
          .intoArray(to, toStart + i);
    }
    for (; i < length; i++) {
      to[toStart + i] += factor * from[fromStart + i];
    }
  }

  @Override
  float rowPeak(float[] image, int y, CleanMask mask, boolean negative) {
    int width = mask.width();
    int row = y * width;
    FloatVector best = FloatVector.zero(SPECIES);
    int x = 0;
    for (int end = SPECIES.loopBound(width); x < end; x += LANES) {
      long bits = mask.word(x, y) >>> (x & 63);
      VectorMask<Float> inside = VectorMask.fromLong(SPECIES, bits);
      FloatVector value = FloatVector.fromArray(SPECIES, image, row + x);
      FloatVector height = negative ? value.abs() : value;
      best = best.lanewise(VectorOperators.MAX, height, inside);
    }
    float peak = best.reduceLanes(VectorOperators.MAX);
    for (; x < width; x++) {
      if (mask.contains(x, y)) {
        float value = image[row + x];
        peak = Math.max(peak, negative ? Math.abs(value) : value);
      }
    }
    return peak;
  }

  @Override
  float peak(float[] values, int start, int length, boolean negative) {
    FloatVector best = FloatVector.zero(SPECIES);
    for (int i = start; i < start + length; i += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, values, i);
      best = best.max(negative ? value.abs() : value);
    }
    return best.reduceLanes(VectorOperators.MAX);
  }

  @Override
  void subtract(
      float[] values,
      int[] pixel,
      int[] column,
      int start,
      int length,
      Window window,
      float flux,
      float[] psf) {
    for (int i = start; i < start + length; i += LANES) {
      IntVector places = IntVector.fromArray(INDICES, pixel, i);
      IntVector columns = IntVector.fromArray(INDICES, column, i);
      VectorMask<Integer> inside =
          places
              .compare(VectorOperators.GE, window.from())
              .and(places.compare(VectorOperators.LT, window.to()))
              .and(columns.compare(VectorOperators.GE, window.left()))
              .and(columns.compare(VectorOperators.LE, window.right()));
      if (inside.anyTrue()) {
        // The gather checks the indices of all lanes, also of those that are masked out.
        IntVector.zero(INDICES).blend(places.add(window.shift()), inside).intoArray(gathered, 0);
        FloatVector response =
            FloatVector.zero(SPECIES)
                .blend(FloatVector.fromArray(SPECIES, psf, 0, gathered, 0), inside.cast(SPECIES));
        FloatVector.fromArray(SPECIES, values, i).sub(response.mul(flux)).intoArray(values, i);
      }
    }
  }
}
