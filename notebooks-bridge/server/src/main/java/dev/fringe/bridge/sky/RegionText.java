package dev.fringe.bridge.sky;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads regions from text: DALI's and SIA's ({@code CIRCLE 10 20 0.5}), and STC-S with the frame
 * ICRS, or one that is as good ({@code POLYGON ICRS 1 2 3 4 5 6}).
 */
public final class RegionText {

  private static final List<String> FRAMES =
      List.of(
          "ICRS",
          "J2000",
          "FK5",
          "UNKNOWNFRAME",
          "BARYCENTER",
          "GEOCENTER",
          "TOPOCENTER",
          "UNKNOWNREFPOS",
          "SPHERICAL2");
  private static final int LONGEST = 100_000;

  private RegionText() {}

  /**
   * Reads a region.
   *
   * @throws IllegalArgumentException that tells what would be right
   */
  public static Region parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a region of %d characters is longer than %d".formatted(text.length(), LONGEST));
    }
    List<String> words =
        Arrays.stream(text.split("[\\s,()]+")).filter(word -> !word.isEmpty()).toList();
    if (words.isEmpty()) {
      throw new IllegalArgumentException("there is no region: write CIRCLE ra dec radius");
    }
    int start = 1;
    while (start < words.size() && FRAMES.contains(words.get(start).toUpperCase(Locale.ROOT))) {
      start++;
    }
    double[] numbers = numbers(words.subList(Math.min(start, words.size()), words.size()), text);
    return switch (words.getFirst().toUpperCase(Locale.ROOT)) {
      case "POINT", "POSITION" -> {
        require(numbers, 2, text, "POINT ra dec");
        yield new Circle(numbers[0], numbers[1], 0);
      }
      case "CIRCLE" -> {
        require(numbers, 3, text, "CIRCLE ra dec radius");
        yield new Circle(numbers[0], numbers[1], numbers[2]);
      }
      case "RANGE" -> {
        require(numbers, 4, text, "RANGE ra1 ra2 dec1 dec2");
        yield range(numbers);
      }
      case "POLYGON" -> Polygon.of(numbers);
      default ->
          throw new IllegalArgumentException(
              "\"%s\" is no region: write CIRCLE ra dec radius, RANGE ra1 ra2 dec1 dec2 or POLYGON"
                      .formatted(shown(text))
                  + " ra1 dec1 ra2 dec2 ra3 dec3 ..., in degrees");
    };
  }

  /** Ranges may be open: infinities stand for the ends of the sphere. */
  private static Range range(double[] n) {
    boolean all = Double.isInfinite(n[0]) || Double.isInfinite(n[1]);
    return new Range(
        all ? (Double.isInfinite(n[0]) ? 0 : n[0]) : n[0],
        all ? (Double.isInfinite(n[1]) ? 360 : n[1]) : n[1],
        Math.max(n[2], -90),
        Math.min(n[3], 90));
  }

  private static double[] numbers(List<String> words, String text) {
    try {
      return words.stream().mapToDouble(RegionText::number).toArray();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"%s\" is no region: %s is no number".formatted(shown(text), e.getMessage()), e);
    }
  }

  private static double number(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      default -> {
        if (!word.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?")) {
          throw new NumberFormatException("\"" + shown(word) + "\"");
        }
        yield Double.parseDouble(word);
      }
    };
  }

  private static void require(double[] numbers, int count, String text, String right) {
    if (numbers.length != count) {
      throw new IllegalArgumentException(
          "\"%s\" has %d numbers; right would be %s, in degrees"
              .formatted(shown(text), numbers.length, right));
    }
    if (!right.startsWith("RANGE") && Arrays.stream(numbers).anyMatch(Double::isInfinite)) {
      throw new IllegalArgumentException(
          "\"%s\" has a number that is infinite".formatted(shown(text)));
    }
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > 80 ? line.substring(0, 80) + "..." : line;
  }
}
