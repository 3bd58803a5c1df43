package dev.fringe.pipelines.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.sky.SkyPosition;
import org.junit.jupiter.api.Test;

class SkyAxesTest {

  private static final double ARCSECOND = Math.toRadians(1.0 / 3600);

  @Test
  void ticksOfRightAscensionGrowToTheEast() {
    SkyAxes axes =
        SkyAxes.of(
            ImageGeometry.centred(1000, 1000, 2 * ARCSECOND), SkyPosition.ofDegrees(83.6, -30));

    assertTrue(axes.bottom().size() >= 3 && axes.left().size() >= 3);
    SkyAxes.Tick first = axes.bottom().getFirst();
    SkyAxes.Tick last = axes.bottom().getLast();
    assertTrue(first.place() > last.place(), "the lowest right ascension is furthest west");
    assertTrue(first.label().compareTo(last.label()) < 0, first.label() + " " + last.label());
  }

  @Test
  void aTickStandsWhereItsDeclinationIs() {
    ImageGeometry geometry = ImageGeometry.centred(1000, 1000, 2 * ARCSECOND);
    SkyAxes axes = SkyAxes.of(geometry, SkyPosition.ofDegrees(83.6, 0));

    SkyAxes.Tick equator =
        axes.left().stream().filter(t -> t.label().startsWith("+0")).findFirst().orElseThrow();
    assertEquals(500, equator.place(), 0.05);
    assertEquals("+00°00′", equator.label());
  }

  @Test
  void aFieldAcrossMidnightHasTicksOnBothSides() {
    SkyAxes axes =
        SkyAxes.of(ImageGeometry.centred(1000, 1000, 2 * ARCSECOND), SkyPosition.ofDegrees(0, 40));

    assertTrue(axes.bottom().stream().anyMatch(t -> t.label().startsWith("23h")));
    assertTrue(axes.bottom().stream().anyMatch(t -> t.label().startsWith("00h0")));
  }

  @Test
  void smallFieldsAreLabelledByOffsets() {
    SkyAxes axes =
        SkyAxes.of(
            ImageGeometry.centred(128, 128, 2e-6 * ARCSECOND), SkyPosition.ofDegrees(187.7, 12));

    assertEquals("Relative right ascension (µas)", axes.rightAscensionName());
    SkyAxes.Tick east =
        axes.bottom().stream().filter(t -> t.label().equals("100")).findFirst().orElseThrow();
    assertEquals(64 - 50, east.place(), 1e-6);
  }

  @Test
  void aFieldAroundThePoleHasAllRightAscensions() {
    SkyAxes axes =
        SkyAxes.of(ImageGeometry.centred(1000, 1000, 60 * ARCSECOND), SkyPosition.ofDegrees(0, 90));

    assertTrue(axes.graticule().size() >= 5);
  }
}
