package dev.fringe.pipelines.simulate;

import dev.fringe.imaging.array.ArrayLayout;
import dev.fringe.imaging.array.SpiralArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Array layouts by the name that a user gives: a file, or a rule with its numbers. */
public final class Layouts {

  private static final Pattern RULE =
      Pattern.compile(
          "(mid|low)-like(?::(\\d{1,4}))?(?::(\\d+(?:\\.\\d*)?)\\s*(m|km))?",
          Pattern.CASE_INSENSITIVE);

  private static final int MID_DISHES = 197;
  private static final double MID_METRES = 150_000;
  private static final int LOW_STATIONS = 512;
  private static final double LOW_METRES = 74_000;

  private Layouts() {}

  /**
   * The layout of that name: {@code mid-like}, {@code mid-like:64} (stations), {@code
   * mid-like:64:7km} (and longest baseline), {@code low-like} likewise, or a CSV file.
   *
   * @throws IllegalArgumentException if it is none of these, or the stations do not fit
   * @throws dev.fringe.storage.BadDataException if the file does not hold a layout
   */
  public static ArrayLayout named(String name) throws IOException {
    Matcher rule = RULE.matcher(name.strip());
    if (rule.matches()) {
      return byRule(rule);
    }
    Path file = Path.of(name);
    if (Files.isRegularFile(file)) {
      return LayoutCsv.read(file);
    }
    throw new IllegalArgumentException(
        "'"
            + name
            + "' is neither a file nor a layout by rule: those are mid-like, mid-like:64,"
            + " mid-like:64:7km (stations and longest baseline), and low-like likewise");
  }

  private static ArrayLayout byRule(Matcher rule) {
    boolean mid = rule.group(1).toLowerCase(Locale.ROOT).equals("mid");
    int stations =
        rule.group(2) == null ? (mid ? MID_DISHES : LOW_STATIONS) : Integer.parseInt(rule.group(2));
    double metres =
        rule.group(3) == null
            ? (mid ? MID_METRES : LOW_METRES)
            : Double.parseDouble(rule.group(3)) * (rule.group(4).equalsIgnoreCase("km") ? 1000 : 1);
    return mid ? SpiralArray.midLike(stations, metres) : SpiralArray.lowLike(stations, metres);
  }
}
