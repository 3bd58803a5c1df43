package dev.fringe.workflow.value;

import dev.fringe.yaml.YamlText;
import java.math.BigDecimal;
import java.util.Locale;

/** Decimal numbers as people read them. */
public final class Decimals {
  /** A decimal number, with an exponent small enough that exact arithmetic on it stays cheap. */
  public static final String PATTERN = YamlText.DECIMAL;

  private static final int LONGEST_PLAIN = 14;

  private Decimals() {}

  /** The shortest text that reads back as {@code number}, which must be finite. */
  public static String text(double number) {
    return text(new BigDecimal(Double.toString(number)));
  }

  static String text(BigDecimal number) {
    BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    String plain = stripped.toPlainString();
    if (plain.length() <= LONGEST_PLAIN) {
      return plain;
    }
    // With a point: YAML 1.1 takes 1E-12 for a word and 1.0e-12 for a number.
    String digits = stripped.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - stripped.scale();
    String scientific =
        String.format(
            Locale.ROOT,
            "%s%s.%se%s%d",
            stripped.signum() < 0 ? "-" : "",
            digits.substring(0, 1),
            digits.length() == 1 ? "0" : digits.substring(1),
            exponent < 0 ? "" : "+",
            exponent);
    return scientific.length() < plain.length() ? scientific : plain;
  }
}
