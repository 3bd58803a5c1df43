package dev.fringe.pipelines.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.array.ArrayLayout;
import dev.fringe.imaging.direct.SkyComponent;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.storage.BadDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFilesTest {

  private static final double ARCSECOND = Math.toRadians(1.0 / 3600);
  private static final SkyPosition CENTRE = SkyPosition.ofDegrees(187.7, 12.4);

  @TempDir Path folder;

  @Test
  void aLayoutHasItsPlaceAndItsStations() throws Exception {
    Path file =
        file(
            "ska-mid.csv",
            """
            # SKA-MID stations, metres east, north, up of longitude latitude (deg, WGS84): 21.443803 -30.712925
            east_m,north_m,up_m
            537.407471,-40.486412,2.084539
            143.531207,566.169305,-3.774809
            """);

    ArrayLayout layout = LayoutCsv.read(file);

    assertEquals("SKA-MID", layout.name());
    assertEquals(21.443803, Math.toDegrees(layout.longitudeRadians()), 1e-12);
    assertEquals(-30.712925, Math.toDegrees(layout.latitudeRadians()), 1e-12);
    assertEquals(2, layout.stations().size());
    assertEquals(566.169305, layout.stations().get(1).northMetres());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "east_m,north_m,up_m;0,0,0;1,1,1 | does not say where the array stands",
        "# longitude latitude (deg): 20 -30;east_m,north_m;0,0;1,1 | no column up_m",
        "# longitude latitude (deg): 20 -30;east_m,north_m,up_m;0,0,0;1,x,1 | line 4, column"
            + " north_m: 'x': a number",
        "# longitude latitude (deg): 20 -30;east_m,north_m,up_m;0,0,0;1,NaN,1 | a finite number",
        "# longitude latitude (deg): 20 -30;east_m,north_m,up_m;0,0,0;1,1 | line 4: 2 values, but"
            + " the header",
        "# longitude latitude (deg): 20 -30;east_m,north_m,up_m;0,0,0;1,2,3;0,0,0 | line 5: the"
            + " station stands where station 1",
        "# longitude latitude (deg): 20 -95;east_m,north_m,up_m;0,0,0;1,2,3 | latitude",
        "# longitude latitude (deg): 20 -30;east_m,north_m,up_m;0,0,0 | 1 stations",
        "# longitude latitude (deg): 20 -30 | holds no rows",
      })
  void aFaultInALayoutIsToldWithItsPlace(String content, String wanted) throws Exception {
    Path file = file("bad.csv", content.replace(";", "\n"));

    var fault = assertThrows(BadDataException.class, () -> LayoutCsv.read(file));

    assertTrue(fault.getMessage().contains(wanted), fault.getMessage());
    assertTrue(fault.getMessage().contains("bad.csv"), fault.getMessage());
  }

  @Test
  void layoutsHaveNames() throws Exception {
    assertEquals(64, Layouts.named("mid-like:64:7km").stations().size());
    assertEquals(7000, Layouts.named("mid-like:64:7km").longestBaselineMetres(), 7);
    assertEquals(900, Layouts.named("low-like:16:900 m").longestBaselineMetres(), 1);
    assertEquals(197, Layouts.named("Mid-Like").stations().size());
    var unknown = assertThrows(IllegalArgumentException.class, () -> Layouts.named("mid-lik:64"));
    assertTrue(unknown.getMessage().contains("mid-like:64:7km"));
  }

  @Test
  void sourcesStandAtOffsetsOrAtPositions() throws Exception {
    Path offsets =
        file(
            "a.csv",
            """
            name,l_arcsec,m_arcsec,i_jy,q_jy,spectral_index,reference_frequency,major_arcsec,minor_arcsec,pa_deg
            core,0,0,1.5,,,,,,
            lobe,120,-45,0.4,0.1,-0.7,150 MHz,20,12,30
            """);
    Path positions = file("b.csv", "ra,dec,i_jy\n12:30:48,12.4,1\n");

    List<SkySource> sky = SkyCsv.read(offsets, CENTRE, 1.4e9);
    SkyComponent there = SkyCsv.read(positions, CENTRE, 1.4e9).getFirst().component();

    assertEquals(
        new SkyComponent(0, 0, 1.5, 0, 0, 0, 1.4e9, 0, 0, 0, 0), sky.getFirst().component());
    SkyComponent lobe = sky.get(1).component();
    assertEquals("lobe", sky.get(1).name());
    assertEquals(120 * ARCSECOND, lobe.l(), 1e-15);
    assertEquals(-45 * ARCSECOND, lobe.m(), 1e-15);
    assertEquals(150e6, lobe.referenceFrequencyHz());
    assertEquals(Math.toRadians(30), lobe.positionAngleRadians(), 1e-15);
    // 12:30:48 is the phase centre's own right ascension.
    assertEquals(0, Math.hypot(there.l(), there.m()), 1e-12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "l_arcsec,m_arcsec,flux;0,0,1 | a column flux, which is none of",
        "l_arcsec,m_arcsec;0,0 | no column i_jy",
        "i_jy;1 | no column l_arcsec",
        "l_arcsec,m_arcsec,i_jy;0,,1 | line 2, column m_arcsec: '': a number is needed",
        "ra,dec,i_jy;25:00:00,3,1 | line 2, column ra, dec",
        "ra,dec,i_jy;0,-60,1 | more than 90° from the phase centre",
        "l_arcsec,m_arcsec,i_jy,reference_frequency;0,0,1,150 | line 2, column reference_frequency",
        "l_arcsec,m_arcsec,i_jy,major_arcsec,minor_arcsec;0,0,1,5,9 | line 2: a component",
        "l_arcsec,m_arcsec,i_jy;300000,0,1 | not on the sky",
      })
  void aFaultInASkyModelIsToldWithItsPlace(String content, String wanted) throws Exception {
    Path file = file("sky.csv", content.replace(";", "\n"));

    var fault = assertThrows(BadDataException.class, () -> SkyCsv.read(file, CENTRE, 1e9));

    assertTrue(fault.getMessage().contains(wanted), fault.getMessage());
    assertTrue(fault.getMessage().contains("sky.csv"), fault.getMessage());
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
