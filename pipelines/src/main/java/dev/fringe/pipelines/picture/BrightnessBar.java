package dev.fringe.pipelines.picture;

import dev.fringe.imaging.picture.ColourMap;
import dev.fringe.imaging.picture.Stretch;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The colour bar of an image: round values where the stretch puts them, in a readable unit. */
record BrightnessBar(Stretch stretch, String unit) {

  private static final List<String> PREFIXES = List.of("", "m", "µ", "n");

  void draw(Figure figure, ColourMap colours) {
    double peak = Math.max(Math.abs(stretch.low()), Math.abs(stretch.high()));
    int thousands =
        unit.startsWith("Jy") && peak > 0
            ? (int) Math.clamp(Math.ceil(-Math.log10(peak) / 3 - 1e-9), 0, PREFIXES.size() - 1)
            : 0;
    double scale = Math.pow(1000, thousands);
    figure.colourBar(
        colours::rgb,
        ticks(scale),
        value -> stretch.fraction(value / scale),
        BrightnessBar::label,
        unit.isEmpty() ? "" : "Brightness (" + PREFIXES.get(thousands) + unit + ")");
  }

  private TreeSet<Double> ticks(double scale) {
    double low = stretch.low() * scale;
    double high = stretch.high() * scale;
    TreeSet<Double> ticks = new TreeSet<>();
    if (Double.isInfinite(stretch.softness())) {
      ticks.addAll(Ticks.between(low, high, 8).values());
      return ticks;
    }
    for (int power = -12; power <= 12; power++) {
      for (int factor : new int[] {1, 2, 5}) {
        double value = factor * Math.pow(10, power);
        // Below the softness values crowd around zero.
        if (value > 0.5 * stretch.softness() * scale) {
          ticks.add(value);
          ticks.add(-value);
        }
      }
    }
    ticks.add(0.0);
    ticks.removeIf(value -> value < low || value > high);
    if (ticks.size() < 4) {
      ticks.addAll(Ticks.between(low, high, 8).values());
    }
    return ticks;
  }

  private static String label(double value) {
    double size = Math.abs(value);
    String text =
        size != 0 && (size < 1e-3 || size >= 1e5)
            ? String.format(Locale.ROOT, "%.0e", value)
            : Ticks.significant(value, 6);
    return text.replace('-', '\u2212');
  }
}
