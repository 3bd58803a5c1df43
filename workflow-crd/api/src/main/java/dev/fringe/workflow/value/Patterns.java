package dev.fringe.workflow.value;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Regular expressions, read alike by ECMA, Java and RE2, of texts that the values' own readers
 * take. What no expression can tell, such as a range that ends before it begins, they let pass.
 */
final class Patterns {
  private static final String DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
  private static final String TIME =
      DAY + "(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?)?Z?";
  private static final String INDEX = "\\s*[0-9]{1,7}\\s*(-\\s*[0-9]{1,7}\\s*)?";
  private static final String SIXTIETHS = "[0-5]?[0-9]";

  static final String INDICES = "^" + INDEX + "(," + INDEX + ")*$";
  static final String TIMES = "^\\s*(" + range(TIME) + ")\\s*$";
  static final String STOKES =
      "^\\s*(" + listOf("[IQUV]{1,4}") + "|" + listOf("(RR|LL|XX|YY)") + ")\\s*$";
  static final String SIZE = size();
  static final String ZONE = "^\\s*[A-Za-z_]+[A-Za-z0-9_+/-]*\\s*$";

  private Patterns() {}

  /** A quantity's pattern without the minus before its number. */
  static String notNegative(String pattern) {
    return pattern.replaceFirst("\\[\\+-\\]", "[+]");
  }

  /** Ranges with both bounds in one of the dimensions. */
  static String ranges(UnitTable units, String... dimensions) {
    return Stream.of(dimensions)
        .map(dimension -> range(Decimals.PATTERN + "\\s*" + units.names(dimension)))
        .collect(Collectors.joining("|", "^\\s*(", ")\\s*$"));
  }

  /** A right ascension: hours up to 24, or an angle, if in plain degrees below 360. */
  static String rightAscension() {
    return position(
        "\\+?0?([01]?[0-9]|2[0-3])", 'h', "\\+?0*([12]?[0-9]{1,2}|3[0-5][0-9])?(\\.[0-9]*)?");
  }

  /** A declination: degrees up to 90, or an angle, if in plain degrees up to 90. */
  static String declination() {
    return position("[+-]?0?[0-8]?[0-9]", 'd', "[+-]?0*([0-8]?[0-9]?(\\.[0-9]*)?|90(\\.0*)?)");
  }

  /** A cron line; of ranges it does not say that they begin before they end. */
  static String cron() {
    return "^\\s*("
        + String.join(
            "\\s+",
            cronField("[0-5]?[0-9]"),
            cronField("([01]?[0-9]|2[0-3])"),
            cronField("(0?[1-9]|[12][0-9]|3[01])"),
            cronField(
                "(0?[1-9]|1[0-2]|"
                    + anyCase("jan feb mar apr may jun jul aug sep oct nov dec")
                    + ")"),
            cronField("([0-7]|" + anyCase("sun mon tue wed thu fri sat") + ")"))
        + "|@(hourly|daily|midnight|weekly|monthly|yearly|annually))\\s*$";
  }

  private static String cronField(String number) {
    String item = "(\\*|" + number + "(-" + number + ")?)(/[1-9][0-9]?)?";
    return item + "(," + item + ")*";
  }

  private static String anyCase(String words) {
    return words
        .chars()
        .mapToObj(
            letter ->
                letter == ' '
                    ? "|"
                    : "["
                        + Character.toString(letter - 'a' + 'A')
                        + Character.toString(letter)
                        + "]")
        .collect(Collectors.joining());
  }

  private static String position(String whole, char unit, String degrees) {
    String seconds = SIXTIETHS + "(\\.[0-9]{0,12})?";
    return "^\\s*("
        + String.join(
            "|",
            whole + ":" + SIXTIETHS + ":" + seconds,
            whole + unit + SIXTIETHS + "m" + seconds + "s",
            degrees + "\\s*deg",
            Decimals.PATTERN + "\\s*(uas|µas|μas|mas|arcsec|arcmin|rad)")
        + ")\\s*$";
  }

  private static String range(String bound) {
    return "(" + bound + "\\s*\\.\\.\\s*(" + bound + ")?|\\.\\.\\s*" + bound + ")";
  }

  private static String listOf(String item) {
    return item + "((\\s*,\\s*|\\s+)" + item + ")*";
  }

  /** Even numbers from 16 to 32768, one or two. */
  private static String size() {
    String even =
        "\\+?0*(1[68]|[2-9][02468]|[1-9][0-9]{1,2}[02468]|[12][0-9]{3}[02468]"
            + "|3[01][0-9]{2}[02468]|32[0-6][0-9][02468]|327[0-5][02468]|3276[02468])";
    return "^\\s*" + even + "\\s*([x×]\\s*" + even + "\\s*)?$";
  }
}
