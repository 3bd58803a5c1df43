package dev.fringe.pipelines.cli;

/** What a command's end tells the shell. */
final class ExitCode {

  static final int DONE = 0;
  static final int BAD_USAGE = 2;
  static final int BAD_DATA = 3;
  static final int FAILED = 4;

  private ExitCode() {}
}
