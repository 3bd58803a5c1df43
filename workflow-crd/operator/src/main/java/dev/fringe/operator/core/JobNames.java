package dev.fringe.operator.core;

import dev.fringe.workflow.Engine;
import java.util.Locale;

/** The one name that an attempt's job can have. */
public final class JobNames {
  /** A job's name is also a label of its pods. */
  private static final int LONGEST = 63;

  /** As Flink's Kubernetes operator has it: the names of what it makes are longer. */
  private static final int LONGEST_DEPLOYMENT = 45;

  private static final int UID_DIGITS = 13;

  private JobNames() {}

  /** By the workflow's engine. */
  static String of(Engine.Mode engine, String workflow, int number) {
    return engine == Engine.Mode.FLINK_DEPLOYMENT
        ? ofDeployment(workflow, number)
        : of(workflow, number);
  }

  /** {@code <workflow>-<number>}; a long name is cut, and keeps apart by its hash. */
  public static String of(String workflow, int number) {
    String end = "-" + number;
    return workflow.length() + end.length() <= LONGEST
        ? workflow + end
        : hashed(workflow, workflow, end, LONGEST);
  }

  /** The same for a FlinkDeployment, whose name begins with a letter, holds no dot and is short. */
  public static String ofDeployment(String workflow, int number) {
    String end = "-" + number;
    return workflow.length() + end.length() <= LONGEST_DEPLOYMENT
            && workflow.matches("[a-z][a-z0-9-]*")
        ? workflow + end
        : hashed(workflow, "w-" + workflow.replace('.', '-'), end, LONGEST_DEPLOYMENT);
  }

  /** {@code <workflow>-clean-<start of its uid>}; a long name is cut. */
  public static String ofCleaning(String workflow, String uid) {
    String end = "-clean-" + uid.substring(0, Math.min(UID_DIGITS, uid.length()));
    return workflow.substring(0, Math.min(workflow.length(), LONGEST - end.length())) + end;
  }

  private static String hashed(String workflow, String shown, String end, int longest) {
    String tail = String.format(Locale.ROOT, "-%08x", workflow.hashCode()) + end;
    return shown.substring(0, Math.min(shown.length(), longest - tail.length())) + tail;
  }
}
