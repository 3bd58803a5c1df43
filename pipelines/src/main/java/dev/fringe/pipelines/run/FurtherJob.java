package dev.fringe.pipelines.run;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptionsInternal;

/**
 * What Beam finds when a program in application mode has sent a job already: where the first job's
 * id is given, as Flink's Kubernetes operator does, Flink lets the program's own environment send
 * no other.
 */
@SuppressWarnings("deprecation") // Beam's batch jobs are of this API.
final class FurtherJob extends ExecutionEnvironment {

  private FurtherJob(ExecutionEnvironment first, Configuration configuration) {
    super(first.getExecutorServiceLoader(), configuration, first.getUserCodeClassLoader());
  }

  /** Gives this thread's next job an id of its own. */
  static void use() {
    ExecutionEnvironment first = getExecutionEnvironment();
    Configuration configuration = new Configuration(first.getConfiguration());
    configuration.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, new JobID().toHexString());
    initializeContextEnvironment(() -> new FurtherJob(first, configuration));
  }
}
