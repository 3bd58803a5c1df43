package dev.fringe.pipelines.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.direct.SkyComponent;
import dev.fringe.pipelines.simulate.SkySource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final double ARCSEC = Math.toRadians(1 / 3600.0);

  @Test
  void everySourcePutInHasALineAndWhatElseWasFoundIsCounted() {
    List<SkySource> sky =
        List.of(
            new SkySource("near", SkyComponent.point(10 * ARCSEC, 0, 0.1)),
            new SkySource("far", SkyComponent.point(900 * ARCSEC, 0, 0.1)));
    List<FoundSource> found =
        List.of(
            new FoundSource(10.5 * ARCSEC, 0, 0.099, 0.001, 8),
            new FoundSource(-400 * ARCSEC, 0, 0.02, 0.001, 8));

    List<String> lines = new Comparison(new Demo.Result(sky, found, 8)).table().lines().toList();

    assertEquals(4, lines.size());
    assertTrue(lines.get(1).contains("near") && lines.get(1).contains("0.9900"), lines.get(1));
    assertTrue(lines.get(1).endsWith("0.500\""), lines.get(1));
    assertTrue(lines.get(2).endsWith("not found"), lines.get(2));
    assertEquals("  found besides: 1", lines.get(3));
  }
}
