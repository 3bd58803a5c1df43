package dev.fringe.pipelines.run;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.imaging.sky.TangentPlane;
import dev.fringe.pipelines.field.FieldOfView;
import dev.fringe.pipelines.field.Pixels;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.visibility.Observation;
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
      cell = Pixels.cellRadians(extent.longestWavelengths());
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
    FieldOfView field =
        FieldOfView.of(
            inputs.observations(), Pixels.PER_FRINGE * cell, extent.integrationSeconds());
    Pixels.Size size = Pixels.across(field, cell);
    derived.add("size %d: %s".formatted(size.size(), size.why()));
    return ImageSize.square(size.size());
  }

  private static String angle(double radians) {
    return Angle.ofArcseconds(
            Double.parseDouble(String.format(Locale.ROOT, "%.6g", radians * ARCSEC)))
        .toString();
  }
}
