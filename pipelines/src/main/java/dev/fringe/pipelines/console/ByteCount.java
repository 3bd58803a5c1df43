package dev.fringe.pipelines.console;

import java.util.List;
import java.util.Locale;

/** Sizes for people. */
public final class ByteCount {

  private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB");

  private ByteCount() {}

  /** {@code 999 B}, {@code 1.2 kB}, {@code 34.5 GB}: powers of 1000. */
  public static String of(long bytes) {
    double value = bytes;
    String unit = "B";
    for (int i = 0; i < UNITS.size() && Math.abs(value) >= 999.95; i++) {
      value /= 1000;
      unit = UNITS.get(i);
    }
    return unit.equals("B") ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, unit);
  }
}
