package dev.fringe.pipelines.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.image.ImageFitsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same workflow on both engines: Flink in the process, and a cluster of processes. */
class ClusterRunIT {

  private static final Duration RUNNING = Duration.ofMinutes(2);

  private static final List<String> WORLD_COORDINATES =
      List.of(
          "NAXIS", "NAXIS1", "NAXIS2", "NAXIS3", "NAXIS4", "CTYPE1", "CTYPE2", "CTYPE3", "CTYPE4",
          "CRPIX1", "CRPIX2", "CRPIX3", "CRPIX4", "CRVAL1", "CRVAL2", "CRVAL3", "CRVAL4", "CDELT1",
          "CDELT2", "CDELT3", "CDELT4", "BUNIT", "RADESYS", "EQUINOX");

  @TempDir Path folder;

  @Test
  void aClusterMakesTheImageThatTheEmbeddedEngineMakes() throws Exception {
    SmallSky.observe(folder);
    run("embedded", "--lake=embedded-lake");
    try (FlinkCluster cluster = FlinkCluster.start(folder.resolve("flink"), 2)) {
      try {
        run("cluster", "--lake=cluster-lake", "--flink-master=" + cluster.address());

        List<FlinkRest.Job> jobs = cluster.rest().jobs();
        assertEquals(1, jobs.size(), "one workflow is one Flink job: " + jobs);
        assertEquals("FINISHED", jobs.getFirst().state());
        Map<String, Long> records = cluster.rest().recordsByTaskManager(jobs.getFirst());
        assertEquals(2, records.size(), records::toString);
        assertTrue(records.values().stream().allMatch(count -> count > 0), records::toString);
      } catch (IOException | AssertionError e) {
        throw new AssertionError(e.getMessage() + "\n" + cluster.logs(), e);
      }
    }
    for (String product : List.of("image", "dirty", "psf", "model", "residual")) {
      assertSameImage(SmallSky.NAME + "-" + product + ".fits");
    }
    SmallSky.assertIsFoundIn(folder.resolve("embedded"));
    SmallSky.assertIsFoundIn(folder.resolve("cluster"));
  }

  /** The engines share nothing: the scratch of one would spare the other its work. */
  private void run(String name, String... options) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("run", "workflow.yaml", "--out=" + name, "--set=scratch=scratch-" + name));
    arguments.addAll(List.of(options));
    try (JavaProcess run = FringeCommand.start(folder, name, arguments.toArray(String[]::new))) {
      assertEquals(0, run.exitCode(RUNNING), run::tail);
    }
  }

  private void assertSameImage(String file) throws IOException {
    try (ImageFitsReader embedded = ImageFitsReader.open(folder.resolve("embedded").resolve(file));
        ImageFitsReader cluster = ImageFitsReader.open(folder.resolve("cluster").resolve(file))) {
      for (String card : WORLD_COORDINATES) {
        assertEquals(
            embedded.header().images().stream().filter(c -> isOf(c, card)).toList(),
            cluster.header().images().stream().filter(c -> isOf(c, card)).toList(),
            file);
      }
      float[] expected = embedded.readPlane();
      float[] made = cluster.readPlane();
      assertEquals(expected.length, made.length, file);
      double peak = 0;
      double difference = 0;
      for (int pixel = 0; pixel < made.length; pixel++) {
        peak = Math.max(peak, Math.abs(expected[pixel]));
        difference = Math.max(difference, Math.abs((double) expected[pixel] - made[pixel]));
      }
      double ratio = difference / peak;
      assertTrue(peak > 0, file + " is empty");
      assertTrue(ratio < 1e-4, () -> "%s: off by %.3g of its peak".formatted(file, ratio));
    }
  }

  private static boolean isOf(String card, String key) {
    return card.startsWith("%-8s=".formatted(key));
  }
}
