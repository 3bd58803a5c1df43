package dev.fringe.pipelines.console;

/** What a command's end tells the shell. */
public final class ExitCode {

  public static final int DONE = 0;
  public static final int BAD_USAGE = 2;
  public static final int BAD_DATA = 3;
  public static final int FAILED = 4;

  private ExitCode() {}
}
