package dev.fringe.pipelines.products;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.imaging.sources.Source;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTableTest {

  private static final double ARCSEC = Math.toRadians(1 / 3600.0);

  @Test
  void aLineHasAValueForEveryColumnInTheUnitsOfTheirNames() {
    EllipticalGaussian beam = new EllipticalGaussian(12 * ARCSEC, 9 * ARCSEC, Math.toRadians(30));
    Source source =
        new Source(
            118,
            156,
            20 * ARCSEC,
            56 * ARCSEC,
            0.1 * ARCSEC,
            0.2 * ARCSEC,
            0.5,
            0.01,
            0.6,
            0.02,
            0.005,
            beam,
            new Source.ShapeError(0, 0, 0),
            beam,
            true,
            3);

    String[] lines = SourceTable.csv(List.of(source), SkyPosition.ofDegrees(60, 0)).split("\n");

    List<String> columns = Arrays.asList(lines[0].split(","));
    String[] values = lines[1].split(",");
    assertEquals(2, lines.length);
    assertEquals(columns.size(), values.length);
    // On the equator an arcsecond to the east is one of right ascension.
    assertEquals(60 + 20 / 3600.0, Double.parseDouble(values[columns.indexOf("ra_deg")]), 1e-8);
    assertEquals(56 / 3600.0, Double.parseDouble(values[columns.indexOf("dec_deg")]), 1e-8);
    assertTrue(values[columns.indexOf("name")].startsWith("J0400"), values[0]);
    assertEquals("0.1", values[columns.indexOf("ra_error_arcsec")].replaceFirst("0+$", ""));
    assertEquals("0.6", values[columns.indexOf("flux_jy")].replaceFirst("0+$", ""));
    assertEquals(100, Double.parseDouble(values[columns.indexOf("snr")]));
    assertEquals(12, Double.parseDouble(values[columns.indexOf("major_arcsec")]), 1e-4);
    assertEquals(30, Double.parseDouble(values[columns.indexOf("position_angle_deg")]), 1e-4);
    assertEquals("true", values[columns.indexOf("resolved")]);
    assertEquals("3", values[columns.indexOf("island")]);
  }

  @Test
  void withoutSourcesThereIsTheHeaderAlone() {
    assertEquals(
        SourceTable.HEADER + "\n", SourceTable.csv(List.of(), SkyPosition.ofDegrees(0, 0)));
  }
}
