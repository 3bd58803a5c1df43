package dev.fringe.pipelines.demo;

import dev.fringe.imaging.array.ArrayLayout;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.pipelines.console.Progress;
import dev.fringe.pipelines.products.Version;
import dev.fringe.pipelines.progress.ProgressView;
import dev.fringe.pipelines.run.RunOptions;
import dev.fringe.pipelines.run.WorkflowRun;
import dev.fringe.pipelines.simulate.Layouts;
import dev.fringe.pipelines.simulate.Noise;
import dev.fringe.pipelines.simulate.Simulation;
import dev.fringe.pipelines.simulate.SimulationSummary;
import dev.fringe.pipelines.simulate.Simulator;
import dev.fringe.pipelines.simulate.SkyCsv;
import dev.fringe.pipelines.simulate.SkySource;
import dev.fringe.storage.settings.Settings;
import dev.fringe.workflow.WorkflowReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Observes a made-up sky with a made-up telescope into a folder, and images it there. */
public final class Demo {

  private static final double FREQUENCY_HZ = 1.4e9;
  private static final double BANDWIDTH_HZ = 10e6;
  private static final int CHANNELS = 16;
  private static final double HOURS = 6;
  private static final double INTEGRATION_SECONDS = 180;
  private static final double SEFD_JANSKY = 420;
  private static final double SOME_DAY_MJD = 61_000;
  private static final SkyPosition CENTRE = SkyPosition.ofDegrees(60, -35);

  private final Path folder;
  private final ProgressView view;

  /**
   * @param folder that everything is put into
   */
  public Demo(Path folder, ProgressView view) {
    this.folder = folder;
    this.view = view;
  }

  /** What was put in, and what was found. */
  public record Result(List<SkySource> sky, List<FoundSource> found, double beamArcsec) {}

  public Result run() throws IOException {
    Files.createDirectories(folder);
    Path skyFile = unpack("sky.csv");
    Path workflow = unpack("first-light.yaml");
    List<SkySource> sky = SkyCsv.read(skyFile, CENTRE, FREQUENCY_HZ);
    simulate(sky, folder.resolve("observation.uvfits"));
    new WorkflowRun(
            WorkflowReader.read(workflow, List.of()),
            new RunOptions(
                folder,
                lake().toString(),
                Settings.none(),
                Optional.of(images()),
                Optional.empty(),
                Optional.empty()),
            view)
        .execute();
    List<FoundSource> found = FoundSource.read(images().resolve("first-light-sources.csv"));
    double beam = found.isEmpty() ? 0 : found.getFirst().majorArcsec();
    return new Result(sky, found, beam);
  }

  public Path lake() {
    return folder.resolve("lake");
  }

  public Path images() {
    return folder.resolve("images");
  }

  private void simulate(List<SkySource> sky, Path out) throws IOException {
    ArrayLayout array = Layouts.named("mid-like:64:7km");
    Simulation simulation =
        new Simulation(
            array,
            sky.stream().map(SkySource::component).toList(),
            "First light",
            CENTRE,
            Simulation.band(FREQUENCY_HZ, BANDWIDTH_HZ, CHANNELS, 1),
            List.of(Correlation.I),
            Simulation.startAroundTransit(array, CENTRE, SOME_DAY_MJD, HOURS * 3600),
            (int) (HOURS * 3600 / INTEGRATION_SECONDS),
            INTEGRATION_SECONDS,
            new Noise.Sefd(SEFD_JANSKY),
            1);
    try (Workers workers = Workers.all()) {
      SimulationSummary summary =
          Simulator.run(
              simulation,
              out,
              Version.software(),
              "Simulated by fringe demo",
              workers,
              Progress.silent());
      view.line(
          "simulated %,d visibilities of %d stations and %d sources in %.1f s"
              .formatted(
                  summary.visibilities(), array.stations().size(), sky.size(), summary.seconds()));
    }
  }

  private Path unpack(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Demo.class.getResourceAsStream(name)) {
      Files.copy(in, file);
    }
    return file;
  }
}
