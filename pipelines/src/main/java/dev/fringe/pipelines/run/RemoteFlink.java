package dev.fringe.pipelines.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;

/**
 * The environment that Beam finds when it is told to use the one at hand. A job's retries are set
 * here, because Beam hands its own options for them to streaming jobs only, and a cluster's default
 * is not to try again.
 */
@SuppressWarnings("deprecation") // Beam's batch jobs are of this API.
final class RemoteFlink extends ExecutionEnvironment {

  private RemoteFlink(Configuration configuration, int retries, Duration delay) {
    super(configuration);
    // A batch job's graph does not carry the configuration's restart strategy, only this one.
    setRestartStrategy(
        retries == 0
            ? org.apache.flink.api.common.restartstrategy.RestartStrategies.noRestart()
            : org.apache.flink.api.common.restartstrategy.RestartStrategies.fixedDelayRestart(
                retries, delay.toMillis()));
  }

  /**
   * Sends this process's jobs to a cluster.
   *
   * @param address {@code host:port} of its REST interface
   * @param jar that its workers load
   */
  static void use(String address, Path jar, int retries, Duration delay) {
    int colon = address.lastIndexOf(':');
    Configuration configuration = new Configuration();
    configuration.set(DeploymentOptions.TARGET, "remote");
    configuration.set(DeploymentOptions.ATTACHED, true);
    configuration.set(JobManagerOptions.ADDRESS, address.substring(0, colon));
    configuration.set(RestOptions.ADDRESS, address.substring(0, colon));
    configuration.set(RestOptions.PORT, Integer.parseInt(address.substring(colon + 1)));
    configuration.set(PipelineOptions.JARS, List.of(jar.toUri().toString()));
    initializeContextEnvironment(() -> new RemoteFlink(configuration, retries, delay));
  }
}
