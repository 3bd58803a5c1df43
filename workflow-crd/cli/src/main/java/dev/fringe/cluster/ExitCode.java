package dev.fringe.cluster;

/** What a command's end tells the shell: the same as with {@code fringe run}. */
final class ExitCode {
  static final int DONE = 0;
  static final int BAD_USAGE = 2;
  static final int FAILED = 4;

  private ExitCode() {}
}
