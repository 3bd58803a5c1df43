package dev.fringe.pipelines.run;

import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.store.RunStore;
import dev.fringe.workflow.Retries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;

/** The engine: Flink in this process, or a cluster of it. */
final class Flink {

  private static final Duration RETRY_DELAY = Duration.ofSeconds(2);

  private Flink() {}

  /**
   * How a run's job is done.
   *
   * @param index of the job among the run's, from 0
   */
  static FlinkPipelineOptions options(ImagingRun run, RunOptions options, int index)
      throws IOException {
    FlinkPipelineOptions flink = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    flink.setRunner(FlinkRunner.class);
    flink.setStreaming(false);
    flink.setJobName("fringe-" + run.workflow().name());
    flink.setParallelism(RunResolver.parallelism(run.workflow().spec().engine()));
    Retries retries = run.workflow().spec().retries();
    if (options.flinkMaster().isPresent()) {
      Path jar = options.jar().orElseThrow();
      boolean isHere = options.flinkMaster().get().equals(RunOptions.HERE);
      if (isHere && index > 0) {
        FurtherJob.use();
      }
      if (!isHere) {
        RemoteFlink.use(
            options.flinkMaster().get(),
            jar,
            retries.limit(),
            RETRY_DELAY,
            options.handover().flinkJobId().map(id -> id.job(index)));
      }
      flink.setFlinkMaster("[auto]");
      flink.setFilesToStage(List.of(jar.toString()));
    } else {
      flink.setFlinkMaster("[local]");
      flink.setFlinkConfDir(configuration(RunStore.localFolder(run), restarts(retries)).toString());
    }
    return flink;
  }

  /**
   * Of the embedded cluster: the many short stages of a clean need more network buffers than
   * Flink's default.
   */
  private static Path configuration(Path scratch, Configuration restarts) throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("flink"));
    StringBuilder yaml =
        new StringBuilder(
            """
            taskmanager.memory.network.min: 256mb
            taskmanager.memory.network.max: 256mb
            taskmanager.memory.managed.size: 64mb
            io.tmp.dirs: %s
            """
                .formatted(folder));
    restarts
        .toMap()
        .forEach((key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
    Files.writeString(folder.resolve("config.yaml"), yaml);
    return folder;
  }

  /** The embedded cluster's default: Beam's own options for retries reach streaming jobs only. */
  private static Configuration restarts(Retries retries) {
    Configuration restarts = new Configuration();
    boolean never = retries.limit() == 0;
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY, never ? "none" : "fixed-delay");
    if (!never) {
      restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, retries.limit());
      restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RETRY_DELAY);
    }
    return restarts;
  }
}
