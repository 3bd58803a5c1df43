package dev.fringe.storage.image;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.polarisation.Correlation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image's header tells, in Fringe's units.
 *
 * @param geometry pixels, relative to the phase centre
 * @param rightAscensionRadians of the phase centre, where l = m = 0; likewise declination
 * @param equinox of these: 2000 or 1950
 * @param frequencyHz centre of the first frequency plane
 * @param frequencyWidthHz bandwidth of a plane, and the distance of planes; not 0
 * @param frequencies number of frequency planes, at least 1
 * @param stokes polarisation planes, their FITS codes evenly spaced
 * @param unit of the pixels
 * @param beam the restoring beam, or the fitted one, where there is one
 * @param quantity BTYPE: Intensity, Beam, ...
 * @param observed what was observed, by whom and when
 * @param written when the file was made
 * @param software name and version of the program
 * @param workflow the whole workflow as text, perhaps empty; goes into HISTORY
 * @param extra further numbers by keyword (at most 8 characters), such as the sum of weights
 */
public record ImageHeader(
    ImageGeometry geometry,
    double rightAscensionRadians,
    double declinationRadians,
    double equinox,
    double frequencyHz,
    double frequencyWidthHz,
    int frequencies,
    List<Correlation> stokes,
    ImageUnit unit,
    Optional<Beam> beam,
    String quantity,
    Observed observed,
    Instant written,
    String software,
    String workflow,
    Map<String, Double> extra) {

  /**
   * An elliptical Gaussian.
   *
   * @param majorRadians full width at half maximum; likewise minor
   * @param positionAngleRadians of the major axis, from north through east
   */
  public record Beam(double majorRadians, double minorRadians, double positionAngleRadians) {}

  /**
   * What was observed. Texts may be empty.
   *
   * @param startMjd modified Julian date (UTC), or NaN where it is not known
   */
  public record Observed(
      String object, String telescope, String instrument, String observer, double startMjd) {}

  public ImageHeader {
    stokes = List.copyOf(stokes);
    extra = Map.copyOf(extra);
    if (stokes.isEmpty() || frequencies < 1) {
      throw new IllegalArgumentException(
          "an image of " + frequencies + " frequencies and polarisations " + stokes + " is empty");
    }
    for (int i = 2; i < stokes.size(); i++) {
      int step = stokes.get(1).fitsCode() - stokes.get(0).fitsCode();
      if (stokes.get(i).fitsCode() - stokes.get(i - 1).fitsCode() != step) {
        throw new IllegalArgumentException(
            "the polarisations "
                + stokes
                + " cannot stand on one FITS axis: their codes are not evenly spaced");
      }
    }
  }

  /** Pixels of all planes. */
  public long pixels() {
    return Math.multiplyExact(
        (long) geometry.width() * geometry.height(), (long) frequencies * stokes.size());
  }
}
