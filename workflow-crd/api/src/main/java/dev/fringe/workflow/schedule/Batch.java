package dev.fringe.workflow.schedule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Files that become one workflow.
 *
 * @param files at least one, sorted by their ids
 */
public record Batch(List<NewFile> files) {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int KEY_LETTERS = 10;
  private static final int LONGEST_NAME = 63;

  public Batch {
    files = files.stream().sorted(Comparator.comparing(NewFile::id)).toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a batch without files");
    }
  }

  /** Ten letters that the files' ids decide. */
  public String key() {
    MessageDigest digest = sha256();
    for (NewFile file : files) {
      digest.update(file.id().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    byte[] hash = digest.digest();
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < KEY_LETTERS; i++) {
      key.append(LETTERS.charAt(hash[i] & 31));
    }
    return key.toString();
  }

  /**
   * The name of the workflow: the schedule's, as much of what the batch is as there is room for,
   * and the key.
   */
  public String workflowName(String schedule) {
    String what = files.size() == 1 ? files.getFirst().stem() : files.getFirst().night().toString();
    String middle =
        what.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    int room = LONGEST_NAME - schedule.length() - 1 - KEY_LETTERS - 1;
    middle = middle.substring(0, Math.max(0, Math.min(room, middle.length())));
    middle = middle.replaceAll("-$", "");
    return schedule + "-" + (middle.isEmpty() ? "" : middle + "-") + key();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
