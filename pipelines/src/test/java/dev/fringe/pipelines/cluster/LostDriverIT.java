package dev.fringe.pipelines.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A job that is sent to a Flink cluster under an id that is given: it is there once, and ends with
 * the process that sent it. The cluster has no TaskManager, so that it does not end before.
 */
@Execution(ExecutionMode.CONCURRENT) // Flink looks for lost drivers every two minutes.
class LostDriverIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String ID = "0123456789abcdef0123456789ab0000";

  @TempDir Path folder;

  @Test
  void aSecondJobOfTheIdIsRefusedAndTheFirstEndsWithItsDriver() throws Exception {
    SmallSky.observe(folder);
    try (FlinkCluster cluster = FlinkCluster.start(folder.resolve("flink"), 0)) {
      try (JavaProcess driver = driver("driver", cluster)) {
        await(cluster, "RUNNING");
        try (JavaProcess second = driver("second", cluster)) {
          assertEquals(4, second.exitCode(PATIENCE), second::tail);
          assertTrue(second.tail().contains("already"), second::tail);
        }
        assertEquals(List.of("RUNNING"), states(cluster));
        driver.kill();
      }
      await(cluster, "CANCELED");
    }
  }

  private JavaProcess driver(String name, FlinkCluster cluster) throws IOException {
    return FringeCommand.start(
        folder,
        name,
        Map.of("FRINGE_FLINK_JOB_ID", ID),
        "run",
        "workflow.yaml",
        "--flink-master=" + cluster.address(),
        "--lake=lake",
        "--set=scratch=scratch-" + name);
  }

  private static List<String> states(FlinkCluster cluster)
      throws IOException, InterruptedException {
    return cluster.rest().jobs().stream()
        .filter(job -> job.id().equals(ID))
        .map(FlinkRest.Job::state)
        .toList();
  }

  private static void await(FlinkCluster cluster, String state) throws InterruptedException {
    Patience.await(
        "the job is " + state,
        PATIENCE,
        () -> states(cluster).equals(List.of(state)) ? Optional.of(state) : Optional.empty(),
        cluster::logs);
  }
}
