package dev.fringe.pipelines.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Dataset;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Verification;
import dev.fringe.storage.lake.local.LocalDataLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is lost costs a run time, and nothing else. */
class KilledTaskManagerIT {

  private static final Duration COMING_SO_FAR = Duration.ofSeconds(90);
  private static final Duration RUNNING = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void aRunSurvivesTheLossOfATaskManagerAndIsPublishedOnce() throws Exception {
    SmallSky.observe(folder);
    try (FlinkCluster cluster = FlinkCluster.start(folder.resolve("flink"), 2);
        JavaProcess run =
            FringeCommand.start(
                folder,
                "run",
                "run",
                "workflow.yaml",
                "--out=products",
                "--lake=lake",
                "--set=scratch=scratch",
                "--flink-master=" + cluster.address())) {
      try {
        Patience.await(
            "the first major cycle has begun",
            COMING_SO_FAR,
            () -> begun("Major_cycle_1-"),
            run::tail);
        cluster.kill(0);
        assertTrue(run.isAlive(), "the TaskManager was killed too late: the run has ended");

        assertEquals(0, run.exitCode(RUNNING), run::tail);

        List<FlinkRest.Job> jobs = cluster.rest().jobs();
        assertEquals(1, jobs.size(), "one workflow is one Flink job: " + jobs);
        assertEquals("FINISHED", jobs.getFirst().state());
        assertFalse(
            cluster.rest().failures(jobs.getFirst()).isEmpty(),
            "the job did not notice that a TaskManager was killed");
        cluster.awaitTaskManagers(1);
      } catch (IOException | AssertionError e) {
        throw new AssertionError(e.getMessage() + "\n" + run.tail() + cluster.logs(), e);
      }
    }
    SmallSky.assertIsFoundIn(folder.resolve("products"));
    assertIsPublishedOnce();
  }

  /** A task of the stage has left a report of its progress. */
  private Optional<Path> begun(String stage) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("scratch"))) {
      return files
          .filter(file -> file.getParent().endsWith("progress"))
          .filter(file -> file.getFileName().toString().startsWith(stage))
          .findFirst();
    }
  }

  private void assertIsPublishedOnce() throws IOException {
    try (DataLake lake = LocalDataLake.at(folder.resolve("lake"));
        Stream<Path> products = Files.list(folder.resolve("products"))) {
      assertEquals(List.of(Did.of("tests", SmallSky.NAME)), lake.datasets("tests"));
      Dataset dataset = lake.dataset(Did.of("tests", SmallSky.NAME));
      assertEquals(products.count(), dataset.files().size());
      assertEquals(1, lake.rules(dataset.did()).size());
      Verification verification = lake.verify(dataset.did());
      assertTrue(verification.isSound(), verification::toString);
      assertEquals(2 * dataset.files().size(), verification.replicas());
    }
  }
}
