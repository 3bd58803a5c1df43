package dev.fringe.pipelines.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.array.ArrayLayout;
import dev.fringe.imaging.array.SpiralArray;
import dev.fringe.imaging.direct.SkyComponent;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.pipelines.console.Progress;
import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorTest {

  private static final double LIGHT = 299_792_458.0;
  private static final ArrayLayout ARRAY = SpiralArray.midLike(16, 3000);
  private static final SkyPosition FIELD = SkyPosition.ofDegrees(40, -30);

  @TempDir Path folder;

  @Test
  void visibilitiesFollowTheMeasurementEquation() throws Exception {
    double major = 1e-4;
    double minor = 4e-5;
    double angle = 0.6;
    SkyComponent point = new SkyComponent(3e-3, -2e-3, 2, 0, 0, 0, 1e9, -0.7, 0, 0, 0);
    SkyComponent gaussian = new SkyComponent(-1e-3, 1e-3, 1, 0, 0, 0, 1e9, 0, major, minor, angle);

    VisibilityBlock block = read(simulate(simulation(List.of(point, gaussian), Correlation.I)));

    // The file keeps (u, v, w) in single precision: half a thousandth of a wavelength here.
    double[] frequencies = {1.1e9, 1.3e9, 1.5e9};
    for (int row = 0; row < block.rows(); row += 17) {
      for (int channel = 0; channel < 3; channel++) {
        double perMetre = frequencies[channel] / LIGHT;
        double u = block.uMetres()[row] * perMetre;
        double v = block.vMetres()[row] * perMetre;
        double w = block.wMetres()[row] * perMetre;
        double spectrum = 2 * Math.pow(frequencies[channel] / 1e9, -0.7);
        double phase1 = 2 * Math.PI * (3e-3 * u - 2e-3 * v + (Math.sqrt(1 - 9e-6 - 4e-6) - 1) * w);
        double phase2 = 2 * Math.PI * (-1e-3 * u + 1e-3 * v + (Math.sqrt(1 - 2e-6) - 1) * w);
        // The major axis points to (sin, cos) in (l, m); a Gaussian of FWHM f on the sky is one of
        // σ = sqrt(2 ln 2) / (π f) in u.
        double along = major * (u * Math.sin(angle) + v * Math.cos(angle));
        double across = minor * (u * Math.cos(angle) - v * Math.sin(angle));
        double width =
            Math.exp(-Math.PI * Math.PI * (along * along + across * across) / (4 * Math.log(2)));
        int at = row * 3 + channel;
        assertEquals(
            spectrum * Math.cos(phase1) + width * Math.cos(phase2), block.real()[at], 5e-5);
        assertEquals(
            spectrum * Math.sin(phase1) + width * Math.sin(phase2), block.imaginary()[at], 5e-5);
        assertEquals(1, block.weight()[at]);
      }
    }
  }

  @Test
  void theFileTellsWhatWasObserved() throws Exception {
    Simulation simulation =
        simulation(List.of(SkyComponent.point(0, 0, 1)), Correlation.RR, Correlation.LL);
    Path file = simulate(simulation);

    try (VisibilityFile opened = VisibilityFiles.open(file)) {
      Observation observation = opened.observation();
      assertEquals("MID-LIKE", observation.telescope());
      assertEquals("FIELD", observation.object());
      assertEquals(16, observation.antennas().size());
      assertEquals(15, observation.antennas().getFirst().diameterMetres(), 5e-5);
      assertEquals(120 * 20, observation.groups());
      assertEquals(List.of(Correlation.RR, Correlation.LL), observation.correlations());
      assertArrayEquals(new double[] {1.1e9, 1.3e9, 1.5e9}, observation.frequenciesHz(), 1);
      assertEquals(FIELD.rightAscensionRadians(), observation.rightAscensionRadians(), 1e-12);
      assertEquals(FIELD.declinationRadians(), observation.declinationRadians(), 1e-12);
      VisibilityBlock block = opened.read(0, 2400);
      assertEquals(simulation.timeMjd(0), block.timeMjd()[0], 1e-8);
      assertEquals(simulation.timeMjd(19), block.timeMjd()[2399], 1e-8);
      assertEquals(10, block.integrationSeconds()[0]);
    }
  }

  @Test
  void baselinesKeepTheirLengthAndTurn() throws Exception {
    VisibilityBlock block = read(simulate(simulation(List.of(), Correlation.I)));

    double longest = 0;
    for (int row = 0; row < block.rows(); row++) {
      double length =
          Math.sqrt(
              Math.pow(block.uMetres()[row], 2)
                  + Math.pow(block.vMetres()[row], 2)
                  + Math.pow(block.wMetres()[row], 2));
      longest = Math.max(longest, length);
      assertEquals(
          ARRAY
              .stations()
              .get(block.antenna1()[row] - 1)
              .distanceMetres(ARRAY.stations().get(block.antenna2()[row] - 1)),
          length,
          1e-3);
    }
    assertEquals(ARRAY.longestBaselineMetres(), longest, 1e-3);
    assertTrue(Math.abs(block.uMetres()[0] - block.uMetres()[120 * 19]) > 0.01);
  }

  @Test
  void theFieldTransitsMidway() {
    double start = Simulation.startAroundTransit(ARRAY, FIELD, 61041, 3600);
    Simulation simulation =
        new Simulation(
            ARRAY,
            List.of(),
            "FIELD",
            FIELD,
            Simulation.band(1.3e9, 6e8, 3, 1),
            List.of(Correlation.I),
            start,
            361,
            3600.0 / 361,
            new Noise.None(),
            1);

    assertTrue(Math.abs(start - 61041) < 1);
    double atTransit = simulation.elevationRadians(180);
    // At transit the elevation is 90° less the difference of declination and latitude.
    assertEquals(90 - (30.712925 - 30), Math.toDegrees(atTransit), 1e-3);
    assertTrue(atTransit > simulation.elevationRadians(170));
    assertTrue(atTransit > simulation.elevationRadians(190));
  }

  @Test
  void noiseIsWhatTheSefdSays() throws Exception {
    Simulation silent = simulation(List.of(), Correlation.XX, Correlation.YY);
    Simulation simulation = with(silent, new Noise.Sefd(400), 7);

    VisibilityBlock block = read(simulate(simulation));

    double sigma = 400 / Math.sqrt(2 * 2e8 * 10);
    assertEquals(sigma, 1.4826 * mad(block.real()), 0.02 * sigma);
    assertEquals(sigma, 1.4826 * mad(block.imaginary()), 0.02 * sigma);
    assertEquals(1 / (sigma * sigma), block.weight()[5], 1e-4 / (sigma * sigma));
    double mean = 0;
    double cross = 0;
    for (int i = 0; i < block.real().length; i++) {
      mean += block.real()[i] / block.real().length;
      cross += block.real()[i] * block.imaginary()[i] / block.real().length;
    }
    assertEquals(0, mean, 5 * sigma / Math.sqrt(block.real().length));
    assertEquals(0, cross, 5 * sigma * sigma / Math.sqrt(block.real().length));
  }

  @Test
  void stokesIIsTheMeanOfTwoHandsAndQuieter() throws Exception {
    Simulation simulation =
        with(simulation(List.of(), Correlation.I), new Noise.PerVisibility(0.2), 3);

    VisibilityBlock block = read(simulate(simulation));

    assertEquals(0.2 / Math.sqrt(2), 1.4826 * mad(block.real()), 0.005);
  }

  @Test
  void theSeedDecidesTheNoiseAndThreadsDoNot() throws Exception {
    Simulation simulation =
        with(simulation(List.of(), Correlation.I), new Noise.PerVisibility(1), 3);

    Path first = simulate(simulation);
    Path again = folder.resolve("again.uvfits");
    try (Workers workers = Workers.of(3)) {
      Simulator.run(simulation, again, "Fringe test", "", workers, Progress.silent());
    }
    VisibilityBlock other = read(simulate(with(simulation, new Noise.PerVisibility(1), 4)));

    VisibilityBlock block = read(again);
    assertArrayEquals(read(first).real(), block.real());
    assertFalse(Arrays.equals(other.real(), block.real()));
  }

  @Test
  void feedsMeasurePolarisation() throws Exception {
    List<SkyComponent> sky = List.of(new SkyComponent(0, 0, 1, 0.3, -0.2, 0.1, 1e9, 0, 0, 0, 0));
    VisibilityBlock circular =
        read(
            simulate(
                simulation(sky, Correlation.RR, Correlation.LL, Correlation.RL, Correlation.LR)));
    VisibilityBlock linear =
        read(
            simulate(
                simulation(sky, Correlation.XX, Correlation.YY, Correlation.XY, Correlation.YX)));

    assertArrayEquals(
        new float[] {1.1f, 0.9f, 0.3f, 0.3f}, Arrays.copyOf(circular.real(), 4), 1e-6f);
    assertArrayEquals(
        new float[] {0, 0, -0.2f, 0.2f}, Arrays.copyOf(circular.imaginary(), 4), 1e-6f);
    assertArrayEquals(
        new float[] {1.3f, 0.7f, -0.2f, -0.2f}, Arrays.copyOf(linear.real(), 4), 1e-6f);
    assertArrayEquals(new float[] {0, 0, 0.1f, -0.1f}, Arrays.copyOf(linear.imaginary(), 4), 1e-6f);
  }

  @Test
  void whatIsBelowTheHorizonIsLeftOut() throws Exception {
    Simulation day = simulation(List.of(), Correlation.I);
    Simulation whole =
        new Simulation(
            ARRAY,
            day.sky(),
            "FIELD",
            SkyPosition.ofDegrees(40, 0),
            day.windows(),
            day.correlations(),
            61041,
            96,
            900,
            day.noise(),
            1);

    SimulationSummary summary = run(whole, folder.resolve("day.uvfits"));

    // On the equator every field is up for half of the day.
    assertEquals(48, summary.skippedIntegrations(), 1);
    assertEquals(120L * (96 - summary.skippedIntegrations()), summary.rows());
  }

  @Test
  void aFieldThatNeverRisesIsRefusedAndNothingIsWritten() throws Exception {
    Simulation day = simulation(List.of(), Correlation.I);
    Simulation north =
        new Simulation(
            ARRAY,
            day.sky(),
            "FIELD",
            SkyPosition.ofDegrees(40, 80),
            day.windows(),
            day.correlations(),
            61041,
            3,
            10,
            day.noise(),
            1);

    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> run(north, folder.resolve("north.uvfits")));

    assertTrue(refusal.getMessage().contains("below the horizon"), refusal.getMessage());
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void windowsShareTheBandEvenly() {
    var band = Simulation.band(1e9, 8e6, 8, 2);

    assertEquals(2, band.size());
    assertEquals(996.5e6, band.get(0).firstChannelHz(), 1e-3);
    assertEquals(1000.5e6, band.get(1).firstChannelHz(), 1e-3);
    assertThrows(IllegalArgumentException.class, () -> Simulation.band(1e9, 8e6, 8, 3));
  }

  private static Simulation simulation(List<SkyComponent> sky, Correlation... correlations) {
    return new Simulation(
        ARRAY,
        sky,
        "FIELD",
        FIELD,
        Simulation.band(1.3e9, 6e8, 3, 1),
        List.of(correlations),
        Simulation.startAroundTransit(ARRAY, FIELD, 61041, 200),
        20,
        10,
        new Noise.None(),
        1);
  }

  private static Simulation with(Simulation s, Noise noise, long seed) {
    return new Simulation(
        s.layout(),
        s.sky(),
        s.object(),
        s.phaseCentre(),
        s.windows(),
        s.correlations(),
        s.startMjd(),
        s.integrations(),
        s.integrationSeconds(),
        noise,
        seed);
  }

  private Path simulate(Simulation simulation) throws IOException {
    Path file = folder.resolve("observation.uvfits");
    run(with(simulation, simulation.noise(), simulation.seed()), file);
    Path unique = Files.createTempFile(folder, "observation", ".uvfits");
    return Files.move(file, unique, StandardCopyOption.REPLACE_EXISTING);
  }

  private static SimulationSummary run(Simulation simulation, Path file) throws IOException {
    return Simulator.run(simulation, file, "Fringe test", "", Workers.single(), Progress.silent());
  }

  private static VisibilityBlock read(Path file) throws IOException {
    try (VisibilityFile opened = VisibilityFiles.open(file)) {
      return opened.read(0, (int) opened.observation().groups());
    }
  }

  private static double mad(float[] values) {
    float[] sizes = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      sizes[i] = Math.abs(values[i]);
    }
    Arrays.sort(sizes);
    return sizes[sizes.length / 2];
  }
}
