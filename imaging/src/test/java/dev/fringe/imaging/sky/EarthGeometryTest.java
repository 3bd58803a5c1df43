package dev.fringe.imaging.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.imaging.sky.EarthGeometry.Geodetic;
import dev.fringe.imaging.sky.EarthGeometry.Xyz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarthGeometryTest {

  @Test
  void theEllipsoidIsThatOfWgs84() {
    assertEquals(6_378_137, EarthGeometry.xyz(Geodetic.ofDegrees(0, 0, 0)).xMetres(), 1e-9);
    assertEquals(6_356_752.314245, EarthGeometry.xyz(Geodetic.ofDegrees(0, 90, 0)).zMetres(), 1e-6);
    // Centre of the VLA as the AIPS antenna tables have it.
    Geodetic vla = EarthGeometry.geodetic(new Xyz(-1_601_185.365, -5_041_977.547, 3_554_875.870));
    assertEquals(-107.6177, Math.toDegrees(vla.longitudeRadians()), 2e-3);
    assertEquals(34.0788, Math.toDegrees(vla.latitudeRadians()), 2e-3);
    assertEquals(2124, vla.heightMetres(), 15);
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "21.4,-30.7,1050", "116.6,-26.8,370", "-107.6,34.1,2124", "10,89.99,-20"})
  void geodeticPositionsAreFoundBack(double longitude, double latitude, double height) {
    Geodetic back =
        EarthGeometry.geodetic(EarthGeometry.xyz(Geodetic.ofDegrees(longitude, latitude, height)));
    assertEquals(longitude, Math.toDegrees(back.longitudeRadians()), 1e-11);
    assertEquals(latitude, Math.toDegrees(back.latitudeRadians()), 1e-11);
    assertEquals(height, back.heightMetres(), 1e-6);
  }

  @Test
  void eastNorthAndUpPointWhereTheyShould() {
    Geodetic site = Geodetic.ofDegrees(21.4, -30.7, 1050);
    Xyz origin = EarthGeometry.xyz(site);
    double step = 1e-7;
    assertAlong(origin, site, new double[] {step, 0, 0}, EarthGeometry.xyzOfEnu(site, 100, 0, 0));
    assertAlong(origin, site, new double[] {0, step, 0}, EarthGeometry.xyzOfEnu(site, 0, 100, 0));
    assertAlong(origin, site, new double[] {0, 0, 1}, EarthGeometry.xyzOfEnu(site, 0, 0, 100));
  }

  /** The offset is 100 m long and lies along a small step in longitude, latitude or height. */
  private static void assertAlong(Xyz origin, Geodetic site, double[] step, Xyz point) {
    Xyz small =
        EarthGeometry.xyz(
                new Geodetic(
                    site.longitudeRadians() + step[0],
                    site.latitudeRadians() + step[1],
                    site.heightMetres() + step[2]))
            .minus(origin);
    Xyz offset = point.minus(origin);
    assertEquals(100, offset.length(), 1e-6);
    double cosine =
        (small.xMetres() * offset.xMetres()
                + small.yMetres() * offset.yMetres()
                + small.zMetres() * offset.zMetres())
            / small.length()
            / offset.length();
    assertEquals(1, cosine, 1e-9);
  }

  @Test
  void aBaselineToTheEastIsUWhenTheSourceIsOnTheMeridian() {
    Geodetic site = Geodetic.ofDegrees(21.4, -30.7, 1050);
    Xyz origin = EarthGeometry.xyz(site);
    // On the meridian at the zenith: local hour angle 0, Greenwich hour angle less by the
    // longitude.
    UvwFrame zenith = UvwFrame.of(-site.longitudeRadians(), site.latitudeRadians());
    Xyz east = EarthGeometry.xyzOfEnu(site, 100, 0, 0).minus(origin);
    Xyz north = EarthGeometry.xyzOfEnu(site, 0, 100, 0).minus(origin);
    Xyz up = EarthGeometry.xyzOfEnu(site, 0, 0, 100).minus(origin);
    assertUvw(100, 0, 0, zenith, east);
    assertUvw(0, 100, 0, zenith, north);
    assertUvw(0, 0, 100, zenith, up);
    // Six hours before transit an equatorial source rises in the east.
    UvwFrame rising = UvwFrame.of(-Math.PI / 2 - site.longitudeRadians(), 0);
    assertEquals(100, rising.w(east), 1e-6);
  }

  private static void assertUvw(double u, double v, double w, UvwFrame frame, Xyz baseline) {
    assertEquals(u, frame.u(baseline), 1e-6);
    assertEquals(v, frame.v(baseline), 1e-6);
    assertEquals(w, frame.w(baseline), 1e-6);
  }

  /** The phase of a source off the centre is that of the path difference, with the sign of V. */
  @Test
  void uvwGiveThePathDifferenceOfASourceOffTheCentre() {
    SkyPosition centre = SkyPosition.ofDegrees(80, -25);
    TangentPlane plane = new TangentPlane(centre);
    Xyz baseline = new Xyz(300, -450, 700);
    double mjd = 60_000.3;
    UvwFrame frame = UvwFrame.at(mjd, centre);
    double l = 0.05;
    double m = -0.08;
    UvwFrame other = UvwFrame.at(mjd, plane.position(l, m));
    double n = Math.sqrt(1 - l * l - m * m);
    double expected = other.w(baseline) - frame.w(baseline);
    assertEquals(
        expected,
        frame.u(baseline) * l + frame.v(baseline) * m + frame.w(baseline) * (n - 1),
        1e-9);
  }

  @Test
  void elevationIsNinetyDegreesAtTheZenith() {
    assertEquals(Math.PI / 2, EarthGeometry.elevationRadians(0, -0.5, -0.5), 1e-7);
    assertEquals(0, EarthGeometry.elevationRadians(Math.PI / 2, 0, 0.3), 1e-12);
  }
}
