package dev.fringe.pipelines.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.pipelines.console.Progress;
import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.visibility.VisibilityFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that telescopes wrote; what is expected of them was told by those who published them. */
class InspectRealDataTest {

  private static final double ARCSECOND = Math.toRadians(1.0 / 3600);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "SR1_M87_2017_096_lo_hops_netcal_StokesI.uvfits, VLBA, 8645, 1, 4",
    "mojave.uvfits, VLBA, 3150, 2, 4",
    "vis_multichan.vis, VLBA, 515, 128, 1",
    "0235+164E.Ku.uvf, VLBA, 3072, 4, 4",
    "zen.2456865.60537.xy.uvcRREAAM.uvfits, PAPER, 285, 11, 1",
    "1133866760.uvfits, MWA, 5565, 11, 4",
    "idi-test.fits, LWA1, 15, 418, 1",
    "uv-test.fits, LWA1, 15, 418, 1",
  })
  void everyFileCanBeSurveyed(
      String name, String telescope, int rows, int channels, int correlations) throws Exception {
    ObservationSurvey survey = survey(name);

    assertEquals(telescope, survey.observation().telescope());
    assertEquals(rows, survey.rows());
    assertEquals(channels, survey.observation().channels());
    assertEquals(correlations, survey.observation().correlations().size());
    assertEquals(
        (rows - survey.autocorrelationRows()) * channels * correlations, survey.visibilities());
    assertTrue(survey.resolutionRadians() > 0);
    assertFalse(new SurveyReport(name, survey).text().contains("null"));
  }

  @Test
  void theEventHorizonTelescopeResolves25MicroArcseconds() throws Exception {
    ObservationSurvey survey = survey("SR1_M87_2017_096_lo_hops_netcal_StokesI.uvfits");

    assertEquals(25e-6, survey.resolutionRadians() / ARCSECOND, 0.5e-6);
    assertEquals(7, survey.antennasUsed());
    assertEquals(21, survey.baselines());
  }

  @Test
  void flagsAndNotANumbersAreCounted() throws Exception {
    // 11,184 weights are negative; those of zero come on top.
    assertTrue(survey("vis_multichan.vis").flagged() >= 11_184);
    assertTrue(survey("0235+164E.Ku.uvf").notFinite() > 0);
    assertEquals(5, survey("idi-test.fits").autocorrelationRows());
  }

  @Test
  void aFileThatIsAllFlaggedSaysSo() throws Exception {
    ObservationSurvey survey = survey("1133866760.uvfits");

    assertFalse(survey.hasUnflagged());
    assertEquals(1.0, survey.flaggedShare());
    assertTrue(new SurveyReport("mwa", survey).text().contains("nothing to image"));
    List<Path> plots;
    try (VisibilityFile file = VisibilityFiles.open(data("1133866760.uvfits"))) {
      plots = InspectPlots.write(file, survey, "mwa", folder, Progress.silent());
    }
    for (Path plot : plots) {
      assertTrue(Files.size(plot) > 1000);
    }
  }

  private static ObservationSurvey survey(String name) throws Exception {
    try (VisibilityFile file = VisibilityFiles.open(data(name))) {
      return ObservationSurvey.of(file, Progress.silent());
    }
  }

  private static Path data(String name) {
    String folder = System.getProperty("fringe.realData", "");
    Assumptions.assumeTrue(!folder.isBlank(), "real data skipped: fringe.realData is not set");
    return Path.of(folder, name);
  }
}
