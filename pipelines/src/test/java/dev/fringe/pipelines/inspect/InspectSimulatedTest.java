package dev.fringe.pipelines.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.imaging.array.ArrayLayout;
import dev.fringe.imaging.array.Station;
import dev.fringe.imaging.direct.SkyComponent;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.pipelines.console.Progress;
import dev.fringe.pipelines.simulate.Noise;
import dev.fringe.pipelines.simulate.Simulation;
import dev.fringe.pipelines.simulate.Simulator;
import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A file whose every number is known. */
class InspectSimulatedTest {

  private static final double LIGHT = 299_792_458.0;
  private static final double ARCSECOND = Math.toRadians(1.0 / 3600);

  @TempDir Path folder;
  private Path file;
  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @BeforeEach
  void observe() throws Exception {
    // On the equator, looking up: baselines are not shortened at transit.
    ArrayLayout layout =
        new ArrayLayout(
            "THREE",
            0,
            0,
            25,
            List.of(
                new Station("A", 0, 0, 0),
                new Station("B", 300, 0, 0),
                new Station("C", 0, 400, 0)));
    SkyPosition zenith = SkyPosition.ofDegrees(30, 0);
    Simulation simulation =
        new Simulation(
            layout,
            List.of(SkyComponent.point(0, 0, 2.5)),
            "ZENITH",
            zenith,
            Simulation.band(1.4e9, 8e6, 4, 2),
            List.of(Correlation.RR, Correlation.LL),
            Simulation.startAroundTransit(layout, zenith, 61041, 50),
            5,
            10,
            new Noise.None(),
            1);
    file = folder.resolve("three.uvfits");
    Simulator.run(simulation, file, "Fringe test", "", Workers.single(), Progress.silent());
  }

  @Test
  void theSurveyCountsAndMeasures() throws Exception {
    ObservationSurvey survey;
    try (VisibilityFile opened = VisibilityFiles.open(file)) {
      survey = ObservationSurvey.of(opened, Progress.silent());
    }

    assertEquals(15, survey.rows());
    assertEquals(0, survey.autocorrelationRows());
    assertEquals(15 * 4 * 2, survey.visibilities());
    assertEquals(0, survey.flagged());
    assertEquals(3, survey.antennasUsed());
    assertEquals(3, survey.baselines());
    assertEquals(5, survey.times());
    assertEquals(10, survey.integrationSeconds());
    assertEquals(50, survey.durationSeconds(), 1e-2);
    assertEquals(300, survey.shortestMetres(), 0.01);
    assertEquals(500, survey.longestMetres(), 0.01);
    assertEquals(500 * 1.403e9 / LIGHT, survey.longestWavelengths(), 0.1);
    assertEquals(300 * 1.397e9 / LIGHT, survey.shortestWavelengths(), 0.1);
    assertEquals(2.5, survey.medianAmplitude(), 0.03);
    // λ / b = 88.15 arcsec; a quarter of it is 22.04.
    assertEquals(88.15, survey.resolutionRadians() / ARCSECOND, 0.02);
    assertEquals(22, survey.suggestedCellRadians() / ARCSECOND, 1e-6);
    // 1.029 λ / D at 1.397 GHz: 0.5064 degrees; twice that are 166 pixels, fewer than the least.
    assertEquals(0.5061, Math.toDegrees(survey.fieldOfView().radians()), 1e-3);
    assertTrue(survey.fieldOfView().limit().contains("primary beam of 25 m"));
    assertEquals(256, survey.suggestedSize());
  }

  @Test
  void theReportIsReadable() {
    assertEquals(0, run(file.toString()));

    String text = said.toString();
    for (String wanted :
        List.of(
            "Telescope        THREE",
            "Source           ZENITH",
            "02:00:00.000 +00:00:00.00",
            "integrations of 10 s",
            "3, 3 with data, dishes of 25 m: A B C",
            "3; projected 300 m to 500 m",
            "4 channels in 2 windows, bandwidth 8 MHz",
            "RR LL",
            "120, 0.00 % flagged",
            "256 x 256 pixels of 22 arcsec")) {
      assertTrue(text.contains(wanted), wanted + " is not in:\n" + text);
    }
  }

  @Test
  void jsonHoldsTheSameNumbers() throws Exception {
    assertEquals(0, run(file.toString(), "--json"));

    JsonNode json = new ObjectMapper().readTree(said.toString());
    assertEquals("THREE", json.get("telescope").textValue());
    assertEquals(500, json.get("longestBaselineMetres").doubleValue(), 0.01);
    assertEquals(2, json.get("windows").size());
    assertEquals(30, json.get("rightAscensionDegrees").doubleValue(), 1e-9);
    assertTrue(json.get("start").textValue().startsWith("20"));
  }

  @Test
  void plotsShowBothHalvesOfTheCoverage() throws Exception {
    Path plots = folder.resolve("plots");

    assertEquals(0, run(file.toString(), "--plots", plots.toString()));

    var coverage = ImageIO.read(plots.resolve("three-uv-coverage.png").toFile());
    assertTrue(Files.size(plots.resolve("three-amplitude.png")) > 1000);
    // Plot of 820 pixels at (104, 78), 1.05 times the longest baseline to each side: the baselines
    // of 300 m along u, on the middle row, on both sides.
    double perMetre = 410 / 1.05 / (500 * 1.403 / 1.4);
    for (int side : new int[] {-1, 1}) {
      int column = 104 + 410 + (int) Math.round(side * 300 * perMetre);
      int[] white = {0};
      for (int dx = -3; dx <= 3; dx++) {
        for (int dy = -3; dy <= 3; dy++) {
          int rgb = coverage.getRGB(column + dx, 78 + 410 + dy);
          white[0] += (rgb & 0xff) + (rgb >> 8 & 0xff) + (rgb >> 16 & 0xff) > 600 ? 1 : 0;
        }
      }
      assertTrue(white[0] < 40, "no point at column " + column + ": " + white[0] + " are white");
    }
  }

  @Test
  void whatIsNoVisibilityFileIsRefused() throws Exception {
    assertEquals(2, run(folder.resolve("absent.uvfits").toString()));
    assertTrue(complained.toString().contains("absent.uvfits is not there"));
    assertEquals(2, run(folder.toString()));
    assertTrue(complained.toString().contains("is a folder"));
  }

  private int run(String... arguments) {
    return new CommandLine(new InspectCommand())
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(complained))
        .execute(arguments);
  }
}
