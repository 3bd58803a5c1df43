package dev.fringe.pipelines.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Three point sources, observed into a folder, with a workflow that images and publishes them. */
final class SmallSky {

  static final String NAME = "three-points";

  private static final double ARCSEC = Math.toDegrees(1) * 3600;
  private static final Duration SIMULATING = Duration.ofMinutes(1);

  /** Within these the sources must be found; the noise is far below. */
  private static final double POSITION_ARCSEC = 0.3;

  private static final double FLUX_RATIO = 0.02;

  private static final List<Point> POINTS =
      List.of(new Point(0, 0, 1), new Point(120, -90, 0.5), new Point(-200, 150, 0.25));

  private SmallSky() {}

  /** East and north of the phase centre. */
  private record Point(double lArcsec, double mArcsec, double fluxJy) {}

  /**
   * Writes the observation and the workflow.
   *
   * @return the workflow's file
   */
  static Path observe(Path folder) throws IOException, InterruptedException {
    StringBuilder sky = new StringBuilder("l_arcsec,m_arcsec,i_jy\n");
    POINTS.forEach(p -> sky.append(p.lArcsec + "," + p.mArcsec + "," + p.fluxJy + "\n"));
    Files.writeString(folder.resolve("sky.csv"), sky);
    try (JavaProcess simulate =
        FringeCommand.start(
            folder,
            "simulate",
            "simulate",
            "--layout=mid-like:24:5km",
            "--sky=sky.csv",
            "--frequency=1.4 GHz",
            "--bandwidth=8 MHz",
            "--channels=8",
            "--hours=4",
            "--integration=240 s",
            "--declination=-35",
            "--right-ascension=60",
            "--sefd=420 Jy",
            "--out=observation.uvfits")) {
      assertEquals(0, simulate.exitCode(SIMULATING), simulate::tail);
    }
    return Files.writeString(
        folder.resolve("workflow.yaml"),
        """
        apiVersion: fringe.dev/v1alpha1
        kind: Workflow
        metadata: {name: %s}
        spec:
          inputs: [{file: observation.uvfits}]
          image: {size: 512, cell: 2 arcsec, accuracy: 1e-5}
          clean: {threshold: 4 sigma, majorCycles: 4}
          publish: {scope: tests, rules: [{rses: "tier=1", copies: 2}]}
          engine: {parallelism: 2, threads: 1}
          retries: {limit: 3}
        """
            .formatted(NAME));
  }

  /** A line of a run's list of sources. */
  private record Found(double l, double m, double fluxJy) {

    double distanceArcsec(Point point) {
      return Math.hypot(l * ARCSEC - point.lArcsec, m * ARCSEC - point.mArcsec);
    }
  }

  /** Checks the list of sources in a folder of products against what was put in. */
  static void assertIsFoundIn(Path products) throws IOException {
    List<String> lines = Files.readAllLines(products.resolve(NAME + "-sources.csv"));
    List<String> columns = Arrays.asList(lines.getFirst().split(","));
    List<Found> sources =
        lines.stream()
            .skip(1)
            .map(line -> line.split(","))
            .map(
                cells ->
                    new Found(
                        Double.parseDouble(cells[columns.indexOf("l")]),
                        Double.parseDouble(cells[columns.indexOf("m")]),
                        Double.parseDouble(cells[columns.indexOf("flux_jy")])))
            .toList();
    assertTrue(sources.size() >= POINTS.size(), () -> String.join("\n", lines));
    for (Point point : POINTS) {
      Found nearest =
          sources.stream().min(Comparator.comparingDouble(s -> s.distanceArcsec(point))).get();
      assertTrue(
          nearest.distanceArcsec(point) < POSITION_ARCSEC,
          () -> "%s is nearest to %s".formatted(nearest, point));
      assertEquals(point.fluxJy, nearest.fluxJy, FLUX_RATIO * point.fluxJy, point::toString);
    }
  }
}
