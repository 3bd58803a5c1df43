package dev.fringe.imaging.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SkyTest {

  private static final double ARCSECOND = Math.PI / 180 / 3600;

  @Test
  void separationsAreThoseOfTheTextbook() {
    // Arcturus and Spica, Meeus, Astronomical Algorithms, example 17.a: 32.7930 degrees.
    SkyPosition arcturus = SkyPosition.ofDegrees(213.9154, 19.1825);
    SkyPosition spica = SkyPosition.ofDegrees(201.2983, -11.1614);
    assertEquals(32.7930, Math.toDegrees(arcturus.separationRadians(spica)), 1e-4);
    assertEquals(
        Math.PI,
        SkyPosition.ofDegrees(10, 20).separationRadians(SkyPosition.ofDegrees(190, -20)),
        1e-12);
    SkyPosition near = SkyPosition.ofDegrees(10, 20 + 1e-9);
    assertEquals(
        Math.toRadians(1e-9), SkyPosition.ofDegrees(10, 20).separationRadians(near), 1e-16);
  }

  @Test
  void positionsAreWrittenAndReadInSexagesimal() {
    SkyPosition m87 = SkyPosition.parse("12:30:49.42338", "+12:23:28.0439");
    assertEquals(187.70593075, Math.toDegrees(m87.rightAscensionRadians()), 1e-9);
    assertEquals(12.39112331, Math.toDegrees(m87.declinationRadians()), 1e-8);
    assertEquals("12:30:49.4234 +12:23:28.044", m87.toSexagesimal());
    assertEquals(
        "00:00:00.0000 -00:00:01.500", SkyPosition.ofDegrees(360, -1.5 / 3600).toSexagesimal());
  }

  @Test
  void roundingCarriesIntoMinutesAndHours() {
    assertEquals("00:00:00.00", Sexagesimal.ofHours(Math.toRadians(359.9999999), 2));
    assertEquals("+10:00:00", Sexagesimal.ofDegrees(Math.toRadians(9.99999), 0));
  }

  @Test
  void allUsualFormsAreRead() {
    double hours = Math.toRadians(15 * (5 + 34 / 60.0 + 31.94 / 3600));
    for (String text : new String[] {"05:34:31.94", "5h34m31.94s", "05 34 31.94"}) {
      assertEquals(hours, Sexagesimal.parseRightAscension(text), 1e-12, text);
    }
    assertEquals(hours, Sexagesimal.parseRightAscension("83.63308333333333"), 1e-12);
    double degrees = -Math.toRadians(30 + 43 / 60.0 + 17.5 / 3600);
    for (String text :
        new String[] {"-30:43:17.5", "-30d43m17.5s", "-30 43 17.5", "-30°43'17.5\""}) {
      assertEquals(degrees, Sexagesimal.parseDeclination(text), 1e-12, text);
    }
    assertEquals(-Math.toRadians(0.5), Sexagesimal.parseDeclination("-00:30:00"), 1e-12);
    assertEquals(Math.toRadians(12.5), Sexagesimal.parseDeclination("12.5 deg"), 1e-12);
  }

  @Test
  void whatIsNoAngleIsNamed() {
    for (String wrong : new String[] {"25:00:00", "12:61:00", "-1", "", "noon"}) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> Sexagesimal.parseRightAscension(wrong));
      assertTrue(e.getMessage().contains("'" + wrong + "'"), e.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> Sexagesimal.parseDeclination("91:00:00"));
  }

  @Test
  void theTangentPlaneAndTheSkyAreInverse() {
    Random random = new Random(3);
    for (double declination : new double[] {-90, -30, 0, 45, 89.9}) {
      TangentPlane plane = new TangentPlane(SkyPosition.ofDegrees(359.5, declination));
      for (int i = 0; i < 50; i++) {
        double l = (random.nextDouble() - 0.5) * 0.5;
        double m = (random.nextDouble() - 0.5) * 0.5;
        SkyPosition position = plane.position(l, m);
        TangentPlane.DirectionCosines back = plane.project(position).orElseThrow();
        assertEquals(l, back.l(), 1e-14);
        assertEquals(m, back.m(), 1e-14);
        assertEquals(
            Math.asin(Math.hypot(l, m)), plane.centre().separationRadians(position), 1e-13);
      }
    }
  }

  @Test
  void lGrowsToTheEastAndMToTheNorth() {
    TangentPlane plane = new TangentPlane(SkyPosition.ofDegrees(100, 30));
    TangentPlane.DirectionCosines east =
        plane.project(SkyPosition.ofDegrees(100.01, 30)).orElseThrow();
    assertEquals(Math.toRadians(0.01) * Math.cos(Math.toRadians(30)), east.l(), 1e-10);
    TangentPlane.DirectionCosines north =
        plane.project(SkyPosition.ofDegrees(100, 30.01)).orElseThrow();
    assertEquals(Math.toRadians(0.01), north.m(), 1e-10);
    assertTrue(plane.project(SkyPosition.ofDegrees(280, -30)).isEmpty());
  }

  @Test
  void siderealTimeIsThatOfTheTextbook() {
    // Meeus, examples 12.a and 12.b: 1987 April 10, 0h UT and 19h21m00s UT.
    assertEquals("13:10:46.3668", Sexagesimal.ofHours(SiderealTime.greenwichRadians(46_895), 4));
    double mjd = 46_895 + (19 + 21 / 60.0) / 24;
    assertEquals("08:34:57.090", Sexagesimal.ofHours(SiderealTime.greenwichRadians(mjd), 3));
    assertEquals(
        Math.PI / 2,
        Math.abs(
            SiderealTime.hourAngleRadians(
                0,
                SiderealTime.localRadians(mjd, 0)
                    - SiderealTime.greenwichRadians(mjd)
                    + Math.PI / 2)),
        1e-12);
  }

  @Test
  void aSiderealDayLaterTheStarsAreBack() {
    double mjd = 57_850.25;
    assertEquals(
        SiderealTime.greenwichRadians(mjd),
        SiderealTime.greenwichRadians(mjd + 1 / SiderealTime.TURNS_PER_DAY),
        0.001 * ARCSECOND * 15);
  }
}
