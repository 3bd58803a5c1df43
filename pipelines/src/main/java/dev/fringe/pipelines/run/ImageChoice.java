package dev.fringe.pipelines.run;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.beam.PrimaryBeam;
import dev.fringe.imaging.fft.FastSizes;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.imaging.sky.TangentPlane;
import dev.fringe.imaging.visibility.SampleBlock;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import dev.fringe.workflow.ImageSpec;
import dev.fringe.workflow.value.Angle;
import dev.fringe.workflow.value.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The pixels of an image: those that the workflow asks for, or those that its data call for.
 *
 * @param geometry the image
 * @param derived what was derived and from what, a line each
 */
record ImageChoice(ImageGeometry geometry, List<String> derived) {

  private static final double ARCSEC = Math.toDegrees(1) * 3600;

  /**
   * Pixels across the fringe spacing of the longest baseline: the beam is then 3 to 5 pixels wide.
   */
  private static final double PIXELS_PER_FRINGE = 4;

  private static final int SMALLEST = 256;
  private static final int LARGEST = 4096;

  /** Width of the field in primary beams (FWHM): what lies further out is below 6 % of its flux. */
  private static final double PRIMARY_BEAMS = 2;

  /** Side of a square of direction cosines whose corners are still well above the horizon. */
  private static final double WHOLE_SKY = 1.3;

  /** Seconds in which the Earth turns by one radian. */
  private static final double SECONDS_PER_RADIAN = 86164.1 / (2 * Math.PI);

  static ImageChoice of(ImageSpec image, InputFiles inputs, UvExtent extent)
      throws BadDataException {
    List<String> derived = new ArrayList<>();
    Observation first = inputs.observations().getFirst();
    double cell;
    if (image.cell().isPresent()) {
      cell = image.cell().get().radians();
    } else {
      if (!(extent.longestWavelengths() > 0)) {
        throw new BadDataException(
            "%s: spec.image.cell cannot be derived: no row has a baseline longer than 0"
                .formatted(inputs.first()));
      }
      cell = roundDown(1 / (PIXELS_PER_FRINGE * extent.longestWavelengths()));
      derived.add(
          "cell %s: a quarter of the fringe spacing of the longest baseline, %.4g wavelengths"
              .formatted(angle(cell), extent.longestWavelengths()));
    }
    ImageSize size =
        image.size().isPresent() ? image.size().get() : size(cell, inputs, extent, derived);
    double centreL = 0;
    double centreM = 0;
    if (image.centre().isPresent()) {
      TangentPlane plane =
          new TangentPlane(
              new SkyPosition(first.rightAscensionRadians(), first.declinationRadians()));
      SkyPosition centre =
          new SkyPosition(
              image.centre().get().ra().radians(), image.centre().get().dec().radians());
      Optional<TangentPlane.DirectionCosines> at = plane.project(centre);
      if (at.isEmpty()) {
        throw new UsageException(
            "spec.image.centre: %s lies on the other side of the sky from the phase centre, %s"
                .formatted(centre.toSexagesimal(), plane.centre().toSexagesimal()));
      }
      centreL = at.get().l();
      centreM = at.get().m();
    }
    try {
      return new ImageChoice(
          new ImageGeometry(size.width(), size.height(), cell, cell, centreL, centreM), derived);
    } catch (IllegalArgumentException e) {
      throw new UsageException("spec.image: " + e.getMessage());
    }
  }

  private static ImageSize size(
      double cell, InputFiles inputs, UvExtent extent, List<String> derived) {
    double field = Double.POSITIVE_INFINITY;
    String why = "";
    double lowestHz = Double.POSITIVE_INFINITY;
    double widestHz = 0;
    double dish = 0;
    for (Observation observation : inputs.observations()) {
      for (SpectralWindow window : observation.windows()) {
        widestHz = Math.max(widestHz, Math.abs(window.channelWidthHz()));
        lowestHz =
            Math.min(
                lowestHz,
                Math.min(window.frequencyHz(0), window.frequencyHz(window.channels() - 1)));
      }
      dish =
          Math.max(
              dish,
              observation.antennas().stream().mapToDouble(Antenna::diameterMetres).max().orElse(0));
    }
    if (dish > 0) {
      field =
          PRIMARY_BEAMS
              * PrimaryBeam.airy(dish).fwhmFactor()
              * SampleBlock.SPEED_OF_LIGHT
              / (lowestHz * dish);
      why = "twice the primary beam of %.3g m dishes".formatted(dish);
    }
    double fringe = PIXELS_PER_FRINGE * cell;
    double smeared = fringe * lowestHz / Math.max(widestHz, 1e-6 * lowestHz);
    if (smeared < field) {
      field = smeared;
      why = "the field that channels of %.4g MHz do not smear".formatted(widestHz / 1e6);
    }
    double seconds = extent.integrationSeconds();
    if (seconds > 0 && fringe * SECONDS_PER_RADIAN / seconds < field) {
      field = fringe * SECONDS_PER_RADIAN / seconds;
      why = "the field that integrations of %.3g s do not smear".formatted(seconds);
    }
    if (field > WHOLE_SKY) {
      field = WHOLE_SKY;
      why = "nearly all the sky that is up";
    }
    double wanted = Math.ceil(field / cell);
    int smallest = (int) Math.min(SMALLEST, WHOLE_SKY / cell);
    int pixels = (int) Math.clamp(wanted, smallest, LARGEST);
    if (wanted > LARGEST) {
      why = "the largest that is chosen unasked (" + why + " would take %.0f)".formatted(wanted);
    } else if (wanted < smallest) {
      why = "the smallest that is chosen unasked";
    }
    pixels = pixels < SMALLEST ? pixels / 2 * 2 : Math.min(FastSizes.evenAtLeast(pixels), LARGEST);
    derived.add("size %d: %s".formatted(pixels, why));
    return ImageSize.square(pixels);
  }

  /** To two digits, so that the number can be remembered. */
  private static double roundDown(double radians) {
    double arcsec = radians * ARCSEC;
    double step = Math.pow(10, Math.floor(Math.log10(arcsec)) - 1);
    return Math.floor(arcsec / step) * step / ARCSEC;
  }

  private static String angle(double radians) {
    return Angle.ofArcseconds(
            Double.parseDouble(String.format(Locale.ROOT, "%.6g", radians * ARCSEC)))
        .toString();
  }
}
