package dev.fringe.imaging.sky;

import dev.fringe.imaging.sky.EarthGeometry.Xyz;

/**
 * Turns Earth-fixed coordinates into (u, v, w) for one direction at one moment: u towards the east,
 * v towards the north, w towards the source (Thompson, Moran and Swenson 2017, eq. 4.1, with the
 * hour angle at Greenwich since X points there).
 *
 * <p>The baseline of a visibility of antennas (1, 2) is position 1 less position 2, {@code
 * of(xyz1).minus(of(xyz2))}, as in AIPS and in UVFITS files found in practice; then V = S exp(+2πi
 * (ul + vm + w(n - 1))).
 */
public final class UvwFrame {

  private final double sinHour;
  private final double cosHour;
  private final double sinDec;
  private final double cosDec;

  private UvwFrame(double greenwichHourAngleRadians, double declinationRadians) {
    this.sinHour = Math.sin(greenwichHourAngleRadians);
    this.cosHour = Math.cos(greenwichHourAngleRadians);
    this.sinDec = Math.sin(declinationRadians);
    this.cosDec = Math.cos(declinationRadians);
  }

  /**
   * @param greenwichHourAngleRadians Greenwich sidereal time less right ascension; the local hour
   *     angle less the longitude (east positive)
   */
  public static UvwFrame of(double greenwichHourAngleRadians, double declinationRadians) {
    return new UvwFrame(greenwichHourAngleRadians, declinationRadians);
  }

  /** For a direction at a modified Julian date (UTC days), the Earth turning as the mean stars. */
  public static UvwFrame at(double mjd, SkyPosition direction) {
    return of(
        SiderealTime.greenwichRadians(mjd) - direction.rightAscensionRadians(),
        direction.declinationRadians());
  }

  /** u in metres of a station or baseline. */
  public double u(Xyz p) {
    return sinHour * p.xMetres() + cosHour * p.yMetres();
  }

  /** v in metres of a station or baseline. */
  public double v(Xyz p) {
    return sinDec * (sinHour * p.yMetres() - cosHour * p.xMetres()) + cosDec * p.zMetres();
  }

  /** w in metres of a station or baseline. */
  public double w(Xyz p) {
    return cosDec * (cosHour * p.xMetres() - sinHour * p.yMetres()) + sinDec * p.zMetres();
  }
}
