package dev.fringe.pipelines.inspect;

import dev.fringe.imaging.beam.PrimaryBeam;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How wide a field the data can show.
 *
 * @param radians its width
 * @param imageRadians how wide an image should be: two primary beams where those limit the field,
 *     so that the sources around it are imaged too
 * @param limit what limits it, for people
 */
public record FieldOfView(double radians, double imageRadians, String limit) {

  /** The Earth turns by one radian against the stars in this time. */
  private static final double SECONDS_PER_RADIAN = 86_164.1 / (2 * Math.PI);

  /** Nothing is wider than this: a quarter of the plane of direction cosines. */
  private static final double WIDEST = 1;

  /**
   * The narrowest of: the primary beam (FWHM of the largest dish, where the file tells diameters),
   * and the fields beyond which channels and integrations smear the longest baseline by more than
   * one fringe.
   *
   * @param resolutionRadians fringe spacing of the longest baseline
   * @param integrationSeconds 0 where not known
   */
  static FieldOfView of(
      Observation observation, double resolutionRadians, double integrationSeconds) {
    double[] frequencies = observation.frequenciesHz();
    double lowestHz = Double.POSITIVE_INFINITY;
    for (double frequency : frequencies) {
      lowestHz = Math.min(lowestHz, frequency);
    }
    double channelHz =
        observation.windows().stream()
            .mapToDouble(SpectralWindow::channelWidthHz)
            .map(Math::abs)
            .max()
            .orElse(0);
    double dish =
        observation.antennas().stream().mapToDouble(Antenna::diameterMetres).max().orElse(0);
    double beam = dish > 0 ? PrimaryBeam.airy(dish).fwhmRadians(lowestHz) : WIDEST;
    String limit =
        dish > 0
            ? text("primary beam of %s m dishes (FWHM)", dish)
            : "the sky; the file tells no dish diameters";
    FieldOfView field =
        beam < WIDEST
            ? new FieldOfView(beam, Math.min(2 * beam, WIDEST), limit)
            : new FieldOfView(WIDEST, WIDEST, limit);
    if (channelHz > 0) {
      field =
          field.within(
              resolutionRadians * lowestHz / channelHz,
              text("smearing by channels of %s MHz", channelHz / 1e6));
    }
    if (integrationSeconds > 0) {
      field =
          field.within(
              resolutionRadians * SECONDS_PER_RADIAN / integrationSeconds,
              text("smearing by integrations of %s s", integrationSeconds));
    }
    return field;
  }

  private FieldOfView within(double widest, String why) {
    return widest < radians
        ? new FieldOfView(widest, widest, why)
        : new FieldOfView(radians, Math.min(imageRadians, widest), limit);
  }

  private static String text(String format, double value) {
    return format.formatted(
        new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString());
  }
}
