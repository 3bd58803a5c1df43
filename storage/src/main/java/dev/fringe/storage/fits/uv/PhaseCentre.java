package dev.fringe.storage.fits.uv;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.uv.Sources.Source;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where l = m = 0.
 *
 * @param rightAscensionRadians of it; likewise declination
 * @param equinox of these
 */
public record PhaseCentre(double rightAscensionRadians, double declinationRadians, double equinox) {

  /** From the table of sources; failing that, from the axes; failing that, from OBSRA, OBSDEC. */
  public static PhaseCentre of(FitsHeader header, DataAxes axes, Optional<Source> source)
      throws BadDataException {
    double rightAscension =
        source.isPresent()
            ? source.get().rightAscensionDegrees()
            : degrees(header, axes.rightAscension(), "RA");
    double declination =
        source.isPresent()
            ? source.get().declinationDegrees()
            : degrees(header, axes.declination(), "DEC");
    if (!(Math.abs(declination) <= 90) || !Double.isFinite(rightAscension)) {
      throw new BadDataException(
          header.file()
              + ": the phase centre is at right ascension "
              + rightAscension
              + ", declination "
              + declination
              + " degrees; declinations are -90 to 90");
    }
    return new PhaseCentre(
        Math.toRadians(rightAscension),
        Math.toRadians(declination),
        source.map(Source::equinox).orElse(Equinox.of(header)));
  }

  private static double degrees(FitsHeader header, Optional<DataAxis> axis, String name)
      throws BadDataException {
    if (axis.isPresent() && Double.isFinite(axis.get().referenceValue())) {
      return axis.get().referenceValue();
    }
    OptionalDouble pointing = header.number("OBS" + name);
    if (pointing.isEmpty()) {
      throw new BadDataException(
          header.file()
              + ": the phase centre is unknown: no axis has CTYPE = '"
              + name
              + "' with a CRVAL in degrees, and there is no OBS"
              + name);
    }
    return pointing.getAsDouble();
  }
}
