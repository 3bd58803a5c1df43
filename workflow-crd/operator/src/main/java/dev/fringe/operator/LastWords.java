package dev.fringe.operator;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;

/** What a run's end tells people. */
final class LastWords {
  private LastWords() {}

  /**
   * Of a container.
   *
   * @param log what {@code kubectl logs} is asked for
   */
  static String of(ContainerStateTerminated end, String log) {
    boolean isPlain = end.getReason() == null || end.getReason().equals("Error");
    return of(
        end.getMessage() == null ? "" : end.getMessage(),
        "exit code " + end.getExitCode() + (isPlain ? "" : " (" + end.getReason() + ")"),
        log);
  }

  /** Of a process that told its words itself. */
  static String of(String words, String code, String log) {
    return words.isBlank()
        ? code + "; kubectl logs " + log + " tells more"
        : words.strip() + " (" + code + ")";
  }
}
