package dev.fringe.pipelines.products;

import dev.fringe.pipelines.elements.Submission;
import dev.fringe.pipelines.progress.StageTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a run went, as far as its store remembers.
 *
 * @param submission who asked for it
 * @param stages in the order of their beginning; those before a restart are forgotten
 */
public record RunHistory(Submission submission, List<StageTime> stages) {

  public RunHistory {
    stages = List.copyOf(stages);
  }

  /** When work began. */
  Instant started() {
    return submission.started();
  }

  /** Seconds of each stage by its name. */
  Map<String, Double> stageSeconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    stages.forEach(stage -> seconds.put(stage.stage(), stage.seconds()));
    return seconds;
  }
}
