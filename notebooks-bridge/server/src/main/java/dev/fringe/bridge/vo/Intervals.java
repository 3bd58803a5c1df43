package dev.fringe.bridge.vo;

import dev.fringe.bridge.catalogue.Interval;
import java.util.Locale;

/** Reads intervals as DALI 1.1 writes them. */
public final class Intervals {

  private Intervals() {}

  /**
   * Reads two numbers, infinities among them, or one.
   *
   * @throws IllegalArgumentException that tells what would be right
   */
  public static Interval parse(String value) {
    String[] words = value.split("[\\s/]+");
    if (words.length == 1) {
      return Interval.of(number(words[0], value));
    }
    if (words.length == 2) {
      return new Interval(number(words[0], value), number(words[1], value));
    }
    throw new IllegalArgumentException(
        "\"%s\" is no range: write two numbers with a space between"
            .formatted(Parameters.shown(value)));
  }

  private static double number(String word, String value) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "+inf", "inf" -> Double.POSITIVE_INFINITY;
      default -> {
        if (!word.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?")) {
          throw new IllegalArgumentException(
              "\"%s\" is no range: write two numbers with a space between, -Inf or +Inf for no bound"
                  .formatted(Parameters.shown(value)));
        }
        yield Double.parseDouble(word);
      }
    };
  }
}
