package dev.fringe.pipelines.run;

import dev.fringe.imaging.array.ArrayLayout;
import dev.fringe.imaging.direct.SkyComponent;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.pipelines.console.Progress;
import dev.fringe.pipelines.simulate.Layouts;
import dev.fringe.pipelines.simulate.Noise;
import dev.fringe.pipelines.simulate.Simulation;
import dev.fringe.pipelines.simulate.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A made-up observation that takes a second to make and a few to image: 20 dishes within 3 km, two
 * windows of two channels at 1.4 GHz.
 *
 * @param sky components about {@link #CENTRE}
 * @param correlations the products written
 * @param integrations of five minutes, about transit
 * @param noiseJansky of a visibility; 0 for none
 */
public record SmallField(
    List<SkyComponent> sky, List<Correlation> correlations, int integrations, double noiseJansky) {

  public static final SkyPosition CENTRE = SkyPosition.ofDegrees(60, -35);
  public static final double ARCSEC = Math.toRadians(1 / 3600.0);

  /** Baselines of the array. */
  public static final int BASELINES = 20 * 19 / 2;

  private static final double INTEGRATION_SECONDS = 300;
  private static final double SOME_DAY_MJD = 61_000;

  /** Stokes I alone. */
  public static SmallField of(int integrations, double noiseJansky, SkyComponent... sky) {
    return new SmallField(List.of(sky), List.of(Correlation.I), integrations, noiseJansky);
  }

  /** A point, arcseconds of direction cosine from the phase centre. */
  public static SkyComponent point(double eastArcsec, double northArcsec, double jansky) {
    return SkyComponent.point(eastArcsec * ARCSEC, northArcsec * ARCSEC, jansky);
  }

  public SmallField in(Correlation... products) {
    return new SmallField(sky, List.of(products), integrations, noiseJansky);
  }

  public Simulation simulation() throws IOException {
    return simulation(CENTRE);
  }

  private Simulation simulation(SkyPosition centre) throws IOException {
    ArrayLayout array = Layouts.named("mid-like:20:3km");
    return new Simulation(
        array,
        sky,
        "Small field",
        centre,
        Simulation.band(1.4e9, 8e6, 4, 2),
        correlations,
        Simulation.startAroundTransit(
            array, centre, SOME_DAY_MJD, integrations * INTEGRATION_SECONDS),
        integrations,
        INTEGRATION_SECONDS,
        noiseJansky > 0 ? new Noise.PerVisibility(noiseJansky) : new Noise.None(),
        1);
  }

  /** Writes the visibilities. */
  public Path observe(Path file) throws IOException {
    return observe(file, CENTRE);
  }

  /** Writes the visibilities of the same sky about another phase centre. */
  public Path observe(Path file, SkyPosition centre) throws IOException {
    try (Workers workers = Workers.all()) {
      Simulator.run(simulation(centre), file, "Fringe test", "", workers, Progress.silent());
    }
    return file;
  }

  /** Writes a workflow of one input, in which {@code spec} stands as it is, in flow style. */
  public static Path workflow(Path file, String input, String spec) throws IOException {
    String name = file.getFileName().toString().replace(".yaml", "");
    return Files.writeString(
        file,
        """
        apiVersion: fringe.dev/v1alpha1
        kind: Workflow
        metadata: {name: %s}
        spec:
          inputs: [{file: "%s"}]
          scratch: scratch
        %s\
        """
            .formatted(name, input, spec.indent(2)));
  }
}
