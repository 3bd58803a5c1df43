package dev.fringe.storage.lake;

import java.util.function.Predicate;

/** Recursive descent over Rucio's expressions: {@code term (operator term)*}, from the left. */
final class RseExpressionParser {

  private final String text;
  private int at;

  RseExpressionParser(String text) {
    this.text = text;
  }

  Predicate<Rse> parse() {
    Predicate<Rse> whole = operations();
    if (at < text.length()) {
      throw fault("'" + text.charAt(at) + "' is one too many");
    }
    return whole;
  }

  private Predicate<Rse> operations() {
    Predicate<Rse> left = term();
    while (at < text.length() && "&|\\".indexOf(text.charAt(at)) >= 0) {
      char operator = text.charAt(at++);
      Predicate<Rse> right = term();
      left =
          switch (operator) {
            case '&' -> left.and(right);
            case '|' -> left.or(right);
            default -> left.and(right.negate());
          };
    }
    return left;
  }

  private Predicate<Rse> term() {
    if (at == text.length()) {
      throw fault("an RSE, attribute=value or ( is missing");
    }
    if (text.charAt(at) == '*') {
      at++;
      return rse -> true;
    }
    if (text.charAt(at) != '(') {
      return primitive();
    }
    at++;
    Predicate<Rse> inner = operations();
    if (at == text.length() || text.charAt(at) != ')') {
      throw fault("a ) is missing");
    }
    at++;
    return inner;
  }

  private Predicate<Rse> primitive() {
    String key = word("an RSE, attribute=value or (");
    if (at == text.length() || "=<>".indexOf(text.charAt(at)) < 0) {
      return rse -> rse.name().equals(key) || "true".equalsIgnoreCase(rse.attributes().get(key));
    }
    char comparison = text.charAt(at++);
    String value = word("a value");
    if (comparison == '=') {
      return rse -> value.equals(rse.attributes().get(key));
    }
    double bound = number(value);
    return rse -> {
      double attribute = numberOrNan(rse.attributes().get(key));
      return comparison == '<' ? attribute < bound : attribute > bound;
    };
  }

  private String word(String wanted) {
    int start = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw fault(wanted + " is missing");
    }
    return text.substring(start, at);
  }

  private static boolean isWordPart(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }

  private double number(String value) {
    double number = numberOrNan(value);
    if (Double.isNaN(number)) {
      throw fault("'" + value + "' is not a number, which < and > need");
    }
    return number;
  }

  private static double numberOrNan(String value) {
    if (value == null) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(
        "RSE expression '%s', at character %d: %s; right would be, say, tier=1&(SITE-A|SITE-B)"
            .formatted(text, at + 1, what));
  }
}
