package dev.fringe.pipelines.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round numbers along an axis.
 *
 * @param step distance of two ticks, 1, 2 or 5 times a power of ten
 * @param values the multiples of the step in the range, ascending
 */
record Ticks(double step, List<Double> values) {

  /** At most {@code most} ticks between two finite numbers, {@code low < high}. */
  static Ticks between(double low, double high, int most) {
    double least = (high - low) / most;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double step = 10 * power;
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= least * (1 - 1e-9)) {
        step = factor * power;
        break;
      }
    }
    return every(step, low, high);
  }

  /** The multiples of {@code step} between two numbers. */
  static Ticks every(double step, double low, double high) {
    List<Double> values = new ArrayList<>();
    long first = (long) Math.ceil(low / step - 1e-6);
    long last = (long) Math.floor(high / step + 1e-6);
    for (long i = first; i <= last; i++) {
      values.add(i * step);
    }
    return new Ticks(step, List.copyOf(values));
  }

  /** A number of so many significant digits, without trailing zeros. */
  static String significant(double value, int digits) {
    return new BigDecimal(value, new MathContext(digits)).stripTrailingZeros().toPlainString();
  }

  /** The number with as many decimals as the step needs. */
  String label(double value) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text.replace('-', '\u2212');
  }
}
