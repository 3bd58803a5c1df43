package dev.fringe.pipelines.run;

import java.util.Locale;

/**
 * The id of a run's jobs on a Flink cluster, 32 hexadecimal digits. A run sends one job; where a
 * replica was found to be broken, a further one, which the last four digits count. So whoever has
 * given the id finds the run's jobs by the first 28, and Flink refuses a job that is there already.
 */
public record FlinkJobId(String first) {
  private static final int COUNTED_DIGITS = 4;

  static FlinkJobId of(String text) {
    if (!text.matches("[0-9a-f]{28}0000")) {
      throw new UsageException(
          Handover.JOB_ID_VARIABLE
              + " is '"
              + text
              + "', but must be 28 hexadecimal digits, and 0000");
    }
    return new FlinkJobId(text);
  }

  /**
   * A job's.
   *
   * @param index from 0
   */
  String job(int index) {
    return first.substring(0, first.length() - COUNTED_DIGITS)
        + String.format(Locale.ROOT, "%04x", index);
  }
}
