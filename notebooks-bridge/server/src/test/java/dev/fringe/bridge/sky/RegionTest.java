package dev.fringe.bridge.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Relations of regions, judged by sampling points with plain trigonometry. */
class RegionTest {

  /** Haversines: another formula than the one under test. */
  private static double degrees(double ra1, double dec1, double ra2, double dec2) {
    double halfDec = Math.toRadians(dec2 - dec1) / 2;
    double halfRa = Math.toRadians(ra2 - ra1) / 2;
    double h =
        Math.pow(Math.sin(halfDec), 2)
            + Math.cos(Math.toRadians(dec1))
                * Math.cos(Math.toRadians(dec2))
                * Math.pow(Math.sin(halfRa), 2);
    return Math.toDegrees(2 * Math.asin(Math.min(1, Math.sqrt(h))));
  }

  @Test
  void circlesTouchAsFarAsTheirRadiiReach() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      Circle one = circle(random, 20);
      Circle other = circle(random, 20);
      double apart = degrees(one.ra(), one.dec(), other.ra(), other.dec());
      assertEquals(apart <= one.radius() + other.radius(), one.intersects(other));
      assertEquals(apart + other.radius() <= one.radius(), one.contains(other));
    }
  }

  private static Circle circle(Random random, double largest) {
    return new Circle(
        random.nextDouble() * 360,
        Math.toDegrees(Math.asin(random.nextDouble() * 2 - 1)),
        random.nextDouble() * largest);
  }

  @Test
  void aPointIsInAPolygonWhoseEverySideHasItOnTheInside() {
    Random random = new Random(2);
    for (int i = 0; i < 300; i++) {
      // A square about the pole, turned: its sides are great circles.
      double turn = random.nextDouble() * 90;
      Polygon square = Polygon.of(turn, 80, turn + 90, 80, turn + 180, 80, turn + 270, 80);
      double ra = random.nextDouble() * 360;
      double dec = 78 + random.nextDouble() * 12;
      // Distance of the rim from the pole, towards ra: tan = tan(10)cos(45)/cos(angle to the
      // middle).
      double within = ((ra - turn) % 90 + 90) % 90 - 45;
      double rim =
          Math.toDegrees(
              Math.atan(
                  Math.tan(Math.toRadians(10))
                      * Math.cos(Math.toRadians(45))
                      / Math.cos(Math.toRadians(within))));
      assertEquals(90 - dec < rim, square.contains(new Circle(ra, dec, 0)), ra + " " + dec);
    }
  }

  @Test
  void aRangeMayBeTheWholeSky() {
    Range sky = new Range(0, 360, -90, 90);
    assertTrue(sky.intersects(new Circle(10, 20, 0.5)));
    assertTrue(sky.intersects(Polygon.of(1, -1, 359, -1, 359, 1, 1, 1)));
    assertEquals(41_252.96, sky.area(), 0.01);
  }

  @Test
  void polygonsRunEitherWay() {
    Polygon left = Polygon.of(1, -1, 359, -1, 359, 1, 1, 1);
    Polygon right = Polygon.of(1, 1, 359, 1, 359, -1, 1, -1);
    for (Polygon polygon : List.of(left, right)) {
      assertTrue(polygon.contains(new Circle(0, 0, 0.9)));
      assertFalse(polygon.contains(new Circle(0, 0, 1.01)));
      assertFalse(polygon.intersects(new Circle(3, 0, 1.9)));
      assertTrue(polygon.intersects(new Circle(3, 0, 2.01)));
      assertEquals(4, polygon.area(), 0.01);
    }
  }

  @Test
  void rangesFollowParallels() {
    Range range = new Range(350, 10, 60, 70);
    assertTrue(range.contains(new Circle(0, 69.999, 0)));
    assertFalse(range.intersects(new Circle(0, 70.001, 0)));
    assertTrue(range.intersects(new Circle(0, 70.05, 0.06)));
    assertFalse(range.intersects(new Circle(0, 70.05, 0.04)));
    assertTrue(range.contains(new Circle(359.999, 65, 0.1)));
    assertTrue(new Range(0, 360, -90, 90).contains(new Circle(123, 45, 0)));
    assertTrue(new Range(0, 360, 80, 90).intersects(new Circle(200, 85, 0.1)));
    assertEquals(41252.96, new Range(0, 360, -90, 90).area(), 0.01);
  }

  @Test
  void whatTouchesIsInTheSpansOfItsClass() {
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      Circle field = circle(random, random.nextBoolean() ? 0.5 : 30);
      Circle search = circle(random, 5);
      if (field.intersects(search)) {
        long cell = Cells.of(field);
        assertTrue(
            Cells.spans(search, Cells.sizeClass(field)).stream()
                .anyMatch(span -> span.low() <= cell && cell <= span.high()),
            field + " " + search);
      }
    }
  }

  @Test
  void whatIsNoRegionIsRefused() {
    for (String text :
        List.of(
            "",
            "CIRCLE",
            "CIRCLE 1 2",
            "CIRCLE 1 2 3 4",
            "CIRCLE 1 91 1",
            "CIRCLE 1 2 -1",
            "CIRCLE 1 2 181",
            "CIRCLE a b c",
            "POLYGON 1 2 3 4",
            "POLYGON 0 0 1 1 0 1 1 0",
            "RANGE 1 2 3",
            "RANGE 1 2 4 3",
            "BOX 1 2 3 4",
            "CIRCLE 0x1 2 3",
            "CIRCLE NaN 0 1",
            "CIRCLE Inf 0 1",
            "POLYGON 0 0 0 0 0 0")) {
      assertThrows(IllegalArgumentException.class, () -> RegionText.parse(text), text);
    }
  }

  @Test
  void aRangeFromPoleToPoleIsASlice() {
    Region slice = RegionText.parse("RANGE 10 20 -90 90");
    assertTrue(slice.intersects(RegionText.parse("CIRCLE 15 0 1")));
    assertTrue(slice.intersects(RegionText.parse("POLYGON 12 -5 18 -5 18 5 12 5")));
    assertFalse(slice.intersects(RegionText.parse("CIRCLE 30 0 1")));
    assertTrue(
        RegionText.parse("RANGE 0 360 -90 90")
            .intersects(RegionText.parse("POLYGON 12 -5 18 -5 18 5 12 5")));
  }
}
