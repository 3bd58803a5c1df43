package dev.fringe.imaging.polarisation;

import static dev.fringe.imaging.polarisation.Correlation.I;
import static dev.fringe.imaging.polarisation.Correlation.LL;
import static dev.fringe.imaging.polarisation.Correlation.LR;
import static dev.fringe.imaging.polarisation.Correlation.RL;
import static dev.fringe.imaging.polarisation.Correlation.RR;
import static dev.fringe.imaging.polarisation.Correlation.XX;
import static dev.fringe.imaging.polarisation.Correlation.XY;
import static dev.fringe.imaging.polarisation.Correlation.YX;
import static dev.fringe.imaging.polarisation.Correlation.YY;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One product as a sum of one or two correlations with complex factors.
 *
 * @param first place of the first correlation among those of the file
 * @param second place of the second; equal to the first where there is only one
 * @param firstReal factor of the first correlation; likewise the others. The second's are 0 where
 *     there is only one correlation
 * @param remark what is unusual in it, or an empty text
 */
record StokesRecipe(
    int first,
    float firstReal,
    float firstImaginary,
    int second,
    float secondReal,
    float secondImaginary,
    String remark)
    implements Serializable {

  private static final float HALF = 0.5f;

  static Optional<StokesRecipe> of(Correlation product, List<Correlation> available) {
    if (available.contains(product)) {
      return Optional.of(single(available.indexOf(product), ""));
    }
    return switch (product) {
      case I ->
          sum(available, RR, LL)
              .or(() -> sum(available, XX, YY))
              .or(() -> oneHand(available, RR))
              .or(() -> oneHand(available, LL))
              .or(() -> oneHand(available, XX))
              .or(() -> oneHand(available, YY));
      case Q -> sum(available, RL, LR).or(() -> difference(available, XX, YY));
      case U -> differenceOverI(available, RL, LR).or(() -> sum(available, XY, YX));
      case V -> difference(available, RR, LL).or(() -> differenceOverI(available, XY, YX));
      default -> Optional.empty();
    };
  }

  private static StokesRecipe single(int place, String remark) {
    return new StokesRecipe(place, 1, 0, place, 0, 0, remark);
  }

  private static Optional<StokesRecipe> oneHand(List<Correlation> available, Correlation hand) {
    int place = available.indexOf(hand);
    return place < 0
        ? Optional.empty()
        : Optional.of(
            single(
                place,
                I
                    + " is taken from "
                    + hand
                    + " alone, the only parallel hand in the data, as if the source were"
                    + " unpolarised"));
  }

  private static Optional<StokesRecipe> sum(
      List<Correlation> available, Correlation a, Correlation b) {
    return pair(available, a, b, HALF, 0, HALF, 0);
  }

  private static Optional<StokesRecipe> difference(
      List<Correlation> available, Correlation a, Correlation b) {
    return pair(available, a, b, HALF, 0, -HALF, 0);
  }

  /** (a - b) / 2i. */
  private static Optional<StokesRecipe> differenceOverI(
      List<Correlation> available, Correlation a, Correlation b) {
    return pair(available, a, b, 0, -HALF, 0, HALF);
  }

  private static Optional<StokesRecipe> pair(
      List<Correlation> available,
      Correlation a,
      Correlation b,
      float aReal,
      float aImaginary,
      float bReal,
      float bImaginary) {
    int first = available.indexOf(a);
    int second = available.indexOf(b);
    return first < 0 || second < 0
        ? Optional.empty()
        : Optional.of(new StokesRecipe(first, aReal, aImaginary, second, bReal, bImaginary, ""));
  }

  Optional<String> note() {
    return remark.isEmpty() ? Optional.empty() : Optional.of(remark);
  }

  IntStream correlations() {
    return IntStream.of(first, second).distinct();
  }

  /** Inverse variance of the sum, for variances that are the inverse of the weights. */
  void weigh(int samples, int stride, float[] weight, float[] outWeight) {
    if (first == second) {
      for (int sample = 0, at = first; sample < samples; sample++, at += stride) {
        outWeight[sample] = weight[at];
      }
      return;
    }
    // Each factor has a squared modulus of 1/4.
    int step = second - first;
    for (int sample = 0, at = first; sample < samples; sample++, at += stride) {
      float a = weight[at];
      float b = weight[at + step];
      outWeight[sample] = 4 * a * (b / (a + b));
    }
  }

  void apply(
      int samples,
      int stride,
      float[] real,
      float[] imaginary,
      float[] weight,
      float[] outReal,
      float[] outImaginary) {
    int step = second - first;
    for (int sample = 0, at = first; sample < samples; sample++, at += stride) {
      if (weight[sample] > 0) {
        float aReal = real[at];
        float aImaginary = imaginary[at];
        float bReal = real[at + step];
        float bImaginary = imaginary[at + step];
        outReal[sample] =
            firstReal * aReal
                - firstImaginary * aImaginary
                + (secondReal * bReal - secondImaginary * bImaginary);
        outImaginary[sample] =
            firstReal * aImaginary
                + firstImaginary * aReal
                + (secondReal * bImaginary + secondImaginary * bReal);
      } else {
        outReal[sample] = 0;
        outImaginary[sample] = 0;
      }
    }
  }
}
