package dev.fringe.pipelines.run;

import dev.fringe.pipelines.elements.ImagingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The engine: Flink in this process, or a cluster of it. */
final class Flink {

  private static final long RETRY_DELAY_MILLIS = 2_000;

  private Flink() {}

  static FlinkPipelineOptions options(ImagingRun run, RunOptions options) throws IOException {
    FlinkPipelineOptions flink = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    flink.setRunner(FlinkRunner.class);
    flink.setStreaming(false);
    flink.setJobName("fringe-" + run.workflow().name());
    flink.setParallelism(RunResolver.parallelism(run.workflow().spec().engine()));
    flink.setNumberOfExecutionRetries(run.workflow().spec().retries().limit());
    flink.setExecutionRetryDelay(RETRY_DELAY_MILLIS);
    if (options.flinkMaster().isPresent()) {
      flink.setFlinkMaster(options.flinkMaster().get());
      flink.setFilesToStage(List.of(options.jar().orElseThrow().toString()));
    } else {
      flink.setFlinkMaster("[local]");
      flink.setFlinkConfDir(configuration(Path.of(run.scratch())).toString());
    }
    return flink;
  }

  /**
   * The many short stages of a clean need more network buffers than Flink's default; elements are
   * records, which may be shared.
   */
  private static Path configuration(Path scratch) throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("flink"));
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        taskmanager.memory.network.min: 256mb
        taskmanager.memory.network.max: 256mb
        taskmanager.memory.managed.size: 64mb
        io.tmp.dirs: %s
        """
            .formatted(folder));
    return folder;
  }
}
