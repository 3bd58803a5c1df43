package dev.fringe.pipelines.console;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Lines for people, and on a terminal one bar below them that moves. Used by several threads at
 * once.
 */
public final class Screen {

  private static final int BAR = 24;

  private final PrintStream out;
  private final boolean isTerminal;
  private final String lineStart;
  private boolean barIsShown;

  private Screen(PrintStream out, boolean isTerminal, String lineStart) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.lineStart = lineStart;
  }

  /** Standard error, so that standard output holds results alone. */
  @SuppressWarnings(
      "SystemConsoleNull") // Which of null and not a terminal it is has changed twice.
  public static Screen ofThisProcess() {
    Console console = System.console();
    return new Screen(
        System.err, console != null && console.isTerminal(), LineStart.ofThisProcess());
  }

  /** A stream that is no terminal. */
  public static Screen lines(PrintStream out) {
    return lines(out, "");
  }

  /** The same, each of whose lines begins so. */
  static Screen lines(PrintStream out, String lineStart) {
    return new Screen(out, false, lineStart);
  }

  /** A stream that is taken for a terminal. */
  static Screen terminal(PrintStream out) {
    return new Screen(out, true, "");
  }

  public boolean isTerminal() {
    return isTerminal;
  }

  /** Shows a line of its own, above the bar. */
  public synchronized void line(String text) {
    clear();
    out.println(lineStart + text);
    out.flush();
  }

  /**
   * Draws the bar anew.
   *
   * @param share done, 0 to 1
   * @param text beside the bar
   */
  public synchronized void bar(double share, String text) {
    out.print("\r\u001b[K" + Screen.barOf(share, canDraw()) + " " + text);
    out.flush();
    barIsShown = true;
  }

  /** Takes the bar away. */
  public synchronized void clear() {
    if (barIsShown) {
      out.print("\r\u001b[K");
      out.flush();
      barIsShown = false;
    }
  }

  /** {@code [██████░░░░░░]} for a share of 0 to 1; {@code [######------]} where it can't be. */
  public static String barOf(double share, boolean canDraw) {
    int full = (int) Math.round(Math.clamp(share, 0, 1) * BAR);
    return "["
        + (canDraw ? "█" : "#").repeat(full)
        + (canDraw ? "░" : "-").repeat(BAR - full)
        + "]";
  }

  /** Whether standard output and error take more than ASCII. */
  public static boolean canDraw() {
    return StandardCharsets.UTF_8.equals(System.err.charset());
  }

  /** {@code ", 12 s left"}, once enough is done to tell; else nothing. */
  public static String left(double share, double elapsedSeconds) {
    return share > 0.02 && share < 1
        ? String.format(Locale.ROOT, ", %s left", time(elapsedSeconds * (1 - share) / share))
        : "";
  }

  private static String time(double seconds) {
    return seconds < 100
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }
}
