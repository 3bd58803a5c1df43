package dev.fringe.pipelines.field;

import dev.fringe.imaging.fft.FastSizes;

/** Cell and size of an image where nobody asks for others. */
public final class Pixels {

  /** Pixels across the fringe of the longest baseline: 3 to 5 then lie across the beam. */
  public static final int PER_FRINGE = 4;

  private static final int SMALLEST = 256;
  private static final int LARGEST = 4096;
  private static final double ARCSECOND = Math.toRadians(1.0 / 3600);

  private Pixels() {}

  /**
   * A quarter of the fringe spacing of the longest baseline, down to two digits of arcseconds, so
   * that the number can be remembered.
   *
   * @param longestWavelengths above 0
   */
  public static double cellRadians(double longestWavelengths) {
    double arcseconds = 1 / longestWavelengths / PER_FRINGE / ARCSECOND;
    double step = Math.pow(10, Math.floor(Math.log10(arcseconds)) - 1);
    return Math.floor(arcseconds / step + 1e-9) * step * ARCSECOND;
  }

  /**
   * Pixels across a field.
   *
   * @param size even, and of a length that transforms fast
   * @param why what decided it, for people
   */
  public record Size(int size, String why) {}

  /** From 256 to 4096 pixels, if so many lie on the sky. */
  public static Size across(FieldOfView field, double cellRadians) {
    double wanted = Math.ceil(field.imageRadians() / cellRadians);
    int smallest = (int) Math.min(SMALLEST, FieldOfView.WIDEST / cellRadians);
    int pixels = (int) Math.clamp(wanted, smallest, LARGEST);
    int size =
        pixels < SMALLEST
            ? Math.max(2, pixels / 2 * 2)
            : Math.min(FastSizes.evenAtLeast(pixels), LARGEST);
    String why = field.imageLimit();
    if (wanted > LARGEST) {
      why = "the largest that is chosen unasked (%s would take %.0f)".formatted(why, wanted);
    } else if (wanted < smallest) {
      why = "the smallest that is chosen unasked";
    }
    return new Size(size, why);
  }
}
