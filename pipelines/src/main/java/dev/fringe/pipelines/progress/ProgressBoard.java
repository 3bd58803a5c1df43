package dev.fringe.pipelines.progress;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where every task of a run leaves its latest report, and a user's view of them looks. */
public interface ProgressBoard {

  /** Forgets the reports of an earlier attempt. */
  void clear() throws IOException;

  /** Begins to tell how far a task has come. */
  TaskReporter report(String stage, String task, long total, String unit);

  /** The latest report of every task, in the order in which the tasks began. */
  List<TaskReport> reports() throws IOException;

  /** How long a view should wait from one look to the next. */
  long millisBetweenLooks();

  /** When each stage was worked on, in the order of their beginning. */
  default List<StageTime> stages() throws IOException {
    Map<String, long[]> spans = new LinkedHashMap<>();
    for (TaskReport report : reports()) {
      long[] span =
          spans.computeIfAbsent(report.stage(), stage -> new long[] {report.startedMillis(), 0});
      span[1] = Math.max(span[1], report.updatedMillis());
    }
    List<StageTime> stages = new ArrayList<>();
    spans.forEach(
        (stage, span) ->
            stages.add(
                new StageTime(
                    stage, Instant.ofEpochMilli(span[0]), Instant.ofEpochMilli(span[1]))));
    return stages;
  }

  /** The name of a task's report. */
  static String fileName(String stage, String task) {
    return (stage + "-" + task).replaceAll("[^A-Za-z0-9-]", "_") + ".json";
  }
}
