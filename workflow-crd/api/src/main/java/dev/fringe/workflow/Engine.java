package dev.fringe.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Rule;
import java.util.Optional;

/** Where the work is done. */
@Rule(
    cel =
        "self.mode != 'Embedded' || !has(self.parallelism) || !has(self.threads) ||"
            + " self.parallelism * self.threads <= 4096",
    message =
        "asks for too many threads in one process, with this parallelism: write fewer, so that both"
            + " multiply to at most 4096",
    field = "threads")
public record Engine(
    @Field(
            about =
                "Embedded: Flink inside the process; FlinkSession: a running Flink cluster, whose"
                    + " address --flink-master gives, or the operator's settings;"
                    + " FlinkDeployment: a Flink cluster of its own, on Kubernetes alone",
            preset = "Embedded")
        Mode mode,
    @Field(
            about = "How many parts of the work run at once",
            otherwise = "the processors of this computer, or the cluster's default",
            min = "1",
            max = "4096")
        Optional<Integer> parallelism,
    @Field(
            about = "Threads within each part",
            otherwise = "the processors divided by the parallelism",
            min = "1",
            max = "1024")
        Optional<Integer> threads) {

  public Engine {
    parallelism = Absent.ifNull(parallelism);
    threads = Absent.ifNull(threads);
  }

  /** A kind of Flink. */
  public enum Mode {
    EMBEDDED("Embedded"),
    FLINK_SESSION("FlinkSession"),
    FLINK_DEPLOYMENT("FlinkDeployment");

    private final String word;

    Mode(String word) {
      this.word = word;
    }

    @Override
    @JsonValue
    public String toString() {
      return word;
    }
  }
}
