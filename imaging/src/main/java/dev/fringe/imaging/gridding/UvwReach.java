package dev.fringe.imaging.gridding;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.visibility.SampleBlock;
import java.io.Serializable;

/**
 * How far samples reach: no fringe on the sky is finer than they let it be, and an image whose
 * pixels are much finer can be had from one of fewer pixels.
 *
 * @param uLambda largest |u| in wavelengths
 * @param vLambda largest |v|
 * @param wLambda largest |w|
 * @param longestLambda largest length of (u, v, w)
 */
public record UvwReach(double uLambda, double vLambda, double wLambda, double longestLambda)
    implements Serializable {

  /** Nothing is known of the samples. */
  public static UvwReach unknown() {
    double far = Double.POSITIVE_INFINITY;
    return new UvwReach(far, far, far, far);
  }

  /** Of all rows and channels of a block, flagged or not. */
  public static UvwReach of(SampleBlock block) {
    double highest = 0;
    for (double frequency : block.frequenciesHz()) {
      highest = Math.max(highest, frequency / SampleBlock.SPEED_OF_LIGHT);
    }
    double u = 0;
    double v = 0;
    double w = 0;
    double longest = 0;
    for (int row = 0; row < block.rows(); row++) {
      double length =
          Math.hypot(Math.hypot(block.uMetres()[row], block.vMetres()[row]), block.wMetres()[row]);
      if (length < Double.POSITIVE_INFINITY) {
        u = Math.max(u, Math.abs(block.uMetres()[row]));
        v = Math.max(v, Math.abs(block.vMetres()[row]));
        w = Math.max(w, Math.abs(block.wMetres()[row]));
        longest = Math.max(longest, length);
      }
    }
    return new UvwReach(u * highest, v * highest, w * highest, longest * highest);
  }

  /** What holds for the samples of both. */
  public UvwReach and(UvwReach other) {
    return new UvwReach(
        Math.max(uLambda, other.uLambda),
        Math.max(vLambda, other.vLambda),
        Math.max(wLambda, other.wLambda),
        Math.max(longestLambda, other.longestLambda));
  }

  /**
   * The finest fringe along l anywhere in an image, in cycles per unit of l: the phase u l + w (n -
   * 1) has the slope u - w l/n.
   */
  double cyclesAlongL(ImageGeometry image) {
    double far = Math.max(Math.abs(image.l(0)), Math.abs(image.l(image.width() - 1)));
    return cycles(uLambda, far / leastN(image));
  }

  /** Likewise along m. */
  double cyclesAlongM(ImageGeometry image) {
    double far = Math.max(Math.abs(image.m(0)), Math.abs(image.m(image.height() - 1)));
    return cycles(vLambda, far / leastN(image));
  }

  private double cycles(double baseline, double slope) {
    // Cauchy-Schwarz on (u, w) and (1, l/n).
    return Math.min(baseline + wLambda * slope, longestLambda * Math.hypot(1, slope));
  }

  private static double leastN(ImageGeometry image) {
    double least = 1;
    for (int corner = 0; corner < 4; corner++) {
      double l = image.l((corner & 1) == 0 ? 0 : image.width() - 1);
      double m = image.m((corner & 2) == 0 ? 0 : image.height() - 1);
      least = Math.min(least, Math.sqrt(Math.max(0, 1 - l * l - m * m)));
    }
    return least;
  }
}
