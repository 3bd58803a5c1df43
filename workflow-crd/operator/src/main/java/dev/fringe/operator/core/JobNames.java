package dev.fringe.operator.core;

import java.util.Locale;

/** The one name that an attempt's job can have. */
public final class JobNames {
  /** A job's name is also a label of its pods. */
  private static final int LONGEST = 63;

  private static final int UID_DIGITS = 13;

  private JobNames() {}

  /** {@code <workflow>-<number>}; a long name is cut, and keeps apart by its hash. */
  public static String of(String workflow, int number) {
    String end = "-" + number;
    if (workflow.length() + end.length() <= LONGEST) {
      return workflow + end;
    }
    String hash = String.format(Locale.ROOT, "-%08x", workflow.hashCode());
    return workflow.substring(0, LONGEST - hash.length() - end.length()) + hash + end;
  }

  /** {@code <workflow>-clean-<start of its uid>}; a long name is cut. */
  public static String ofCleaning(String workflow, String uid) {
    String end = "-clean-" + uid.substring(0, Math.min(UID_DIGITS, uid.length()));
    return workflow.substring(0, Math.min(workflow.length(), LONGEST - end.length())) + end;
  }
}
