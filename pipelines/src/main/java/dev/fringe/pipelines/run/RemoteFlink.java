package dev.fringe.pipelines.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.cli.ClientOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;

/**
 * The environment that Beam finds when it is told to use the one at hand. A job's retries are set
 * here, because Beam hands its own options for them to streaming jobs only, and a cluster's default
 * is not to try again.
 *
 * <p>A job whose id is given belongs to somebody who will start another where this process is lost:
 * the cluster then ends it, once it has not heard of this process for a minute; Flink looks every
 * two minutes. A job without is a person's, and goes on.
 */
@SuppressWarnings("deprecation") // Beam's batch jobs are of this API.
final class RemoteFlink extends ExecutionEnvironment {

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration LOST_AFTER = Duration.ofSeconds(60);

  private final boolean isWatched;

  private RemoteFlink(Configuration configuration, int retries, Duration delay) {
    super(configuration);
    isWatched = configuration.get(DeploymentOptions.SHUTDOWN_IF_ATTACHED);
    // A batch job's graph does not carry the configuration's restart strategy, only this one.
    setRestartStrategy(
        retries == 0
            ? org.apache.flink.api.common.restartstrategy.RestartStrategies.noRestart()
            : org.apache.flink.api.common.restartstrategy.RestartStrategies.fixedDelayRestart(
                retries, delay.toMillis()));
  }

  @Override
  public JobClient executeAsync(String jobName) throws Exception {
    JobClient job = super.executeAsync(jobName);
    if (isWatched) {
      ScheduledExecutorService heart =
          ClientUtils.reportHeartbeatPeriodically(job, HEARTBEAT.toMillis(), LOST_AFTER.toMillis());
      var _ = job.getJobExecutionResult().whenComplete((_, _) -> heart.shutdownNow());
    }
    return job;
  }

  /**
   * Sends this process's jobs to a cluster.
   *
   * @param address {@code host:port} of its REST interface
   * @param jar that its workers load
   * @param jobId of the next job; empty for any
   */
  static void use(String address, Path jar, int retries, Duration delay, Optional<String> jobId) {
    int colon = address.lastIndexOf(':');
    Configuration configuration = new Configuration();
    configuration.set(DeploymentOptions.TARGET, "remote");
    configuration.set(DeploymentOptions.ATTACHED, true);
    configuration.set(JobManagerOptions.ADDRESS, address.substring(0, colon));
    configuration.set(RestOptions.ADDRESS, address.substring(0, colon));
    configuration.set(RestOptions.PORT, Integer.parseInt(address.substring(colon + 1)));
    configuration.set(PipelineOptions.JARS, List.of(jar.toUri().toString()));
    jobId.ifPresent(
        id -> {
          configuration.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, id);
          configuration.set(DeploymentOptions.SHUTDOWN_IF_ATTACHED, true);
          configuration.set(ClientOptions.CLIENT_HEARTBEAT_TIMEOUT, LOST_AFTER.toMillis());
        });
    initializeContextEnvironment(() -> new RemoteFlink(configuration, retries, delay));
  }
}
