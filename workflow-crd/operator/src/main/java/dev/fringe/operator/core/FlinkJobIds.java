package dev.fringe.operator.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The ids that an attempt's jobs on a Flink cluster can have: 28 hexadecimal digits of the attempt,
 * which follow from the workflow's uid and the attempt's number, and 4 that count the run's jobs.
 * Flink refuses an id that is there already.
 */
public final class FlinkJobIds {
  private static final int DIGITS = 28;

  private FlinkJobIds() {}

  /** The first job's. */
  public static String first(String workflowUid, int number) {
    return start(workflowUid, number) + "0000";
  }

  /** What all of an attempt's ids begin with. */
  public static String start(String workflowUid, int number) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((workflowUid + "/" + number).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
