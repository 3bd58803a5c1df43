package dev.fringe.pipelines.cli;

import dev.fringe.pipelines.report.EndPage;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * What the JobManager of a Flink cluster in application mode executes: {@code fringe} with {@code
 * --flink-master here}. Such a JobManager is a Deployment's pod, which Kubernetes starts again
 * whenever it ends, and the run with it. So a run that has ended, well or not, stays, tells how on
 * its {@link EndPage}, and waits until the cluster is deleted by those who started it.
 */
public final class FlinkApplication {
  private FlinkApplication() {}

  /** Returns never; throws where it could not tell how the run has ended. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int exitCode = Fringe.commandLine().execute(args);
    try (EndPage page = EndPage.ofThisProcess(exitCode)) {
      new CountDownLatch(1).await();
    }
  }
}
