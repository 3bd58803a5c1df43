package dev.fringe.pipelines.field;

import dev.fringe.imaging.beam.PrimaryBeam;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * How wide a field the data can show.
 *
 * @param radians its width
 * @param limit what limits it, for people
 * @param imageRadians how wide an image should be: two primary beams where those limit the field,
 *     so that the sources around it are imaged too
 * @param imageLimit what limits that
 */
public record FieldOfView(double radians, String limit, double imageRadians, String imageLimit) {

  /**
   * Nothing is wider than this: the side of a square of direction cosines whose corners are still
   * well above the horizon.
   */
  public static final double WIDEST = 1.3;

  /** The Earth turns by one radian against the stars in this time. */
  private static final double SECONDS_PER_RADIAN = 86_164.1 / (2 * Math.PI);

  /** Channels narrower than this share of the frequency smear nothing that is on the sky. */
  private static final double NARROWEST = 1e-6;

  /**
   * The narrowest of: the primary beam (FWHM of the largest dish, where the files tell diameters),
   * and the fields beyond which channels and integrations smear the longest baseline by more than
   * one fringe.
   *
   * @param observations that are imaged together
   * @param fringeRadians fringe spacing of the longest baseline
   * @param integrationSeconds 0 where not known
   */
  public static FieldOfView of(
      List<Observation> observations, double fringeRadians, double integrationSeconds) {
    double lowestHz = Double.POSITIVE_INFINITY;
    double channelHz = 0;
    double dish = 0;
    for (Observation observation : observations) {
      for (SpectralWindow window : observation.windows()) {
        channelHz = Math.max(channelHz, Math.abs(window.channelWidthHz()));
        lowestHz = Math.min(lowestHz, window.frequencyHz(0));
        lowestHz = Math.min(lowestHz, window.frequencyHz(window.channels() - 1));
      }
      for (Antenna antenna : observation.antennas()) {
        dish = Math.max(dish, antenna.diameterMetres());
      }
    }
    String sky = "nearly all the sky that is up; the files tell no dish diameters";
    FieldOfView field = new FieldOfView(WIDEST, sky, WIDEST, sky);
    if (dish > 0) {
      double beam = PrimaryBeam.airy(dish).fwhmRadians(lowestHz);
      field =
          field
              .within(beam, text("primary beam of %s m dishes (FWHM)", dish))
              .imageWithin(2 * beam, text("twice the primary beam of %s m dishes", dish));
    }
    field =
        field.smeared(
            fringeRadians * lowestHz / Math.max(channelHz, NARROWEST * lowestHz),
            text("smearing by channels of %s MHz", channelHz / 1e6));
    return integrationSeconds > 0
        ? field.smeared(
            fringeRadians * SECONDS_PER_RADIAN / integrationSeconds,
            text("smearing by integrations of %s s", integrationSeconds))
        : field;
  }

  private FieldOfView smeared(double widest, String why) {
    return within(widest, why).imageWithin(widest, why);
  }

  private FieldOfView within(double widest, String why) {
    return widest < radians ? new FieldOfView(widest, why, imageRadians, imageLimit) : this;
  }

  private FieldOfView imageWithin(double widest, String why) {
    return widest < imageRadians ? new FieldOfView(radians, limit, widest, why) : this;
  }

  private static String text(String format, double value) {
    return format.formatted(
        new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString());
  }
}
