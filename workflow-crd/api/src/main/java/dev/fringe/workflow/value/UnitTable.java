package dev.fringe.workflow.value;

import dev.fringe.yaml.Suggestion;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads and prints a number with a unit. Arithmetic is decimal and exact until the one rounding to
 * a double of the base unit, so that 90 arcsec and 1.5 arcmin are the same value, and what is
 * printed reads back as the same bits.
 */
final class UnitTable {
  private static final int LONGEST_TEXT = 64;
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(" + Decimals.PATTERN + ")\\s*(.*)", Pattern.DOTALL);

  /**
   * @param symbol as it is printed
   * @param dimension what it measures; most tables have one, thresholds and uv distances two
   * @param inBase its size in the base unit of its dimension
   * @param printed whether canonical texts may use it
   * @param aliases other spellings that are read
   */
  record Unit(
      String symbol, String dimension, BigDecimal inBase, boolean printed, List<String> aliases) {

    static Unit of(String symbol, String dimension, String inBase, String... aliases) {
      return new Unit(symbol, dimension, new BigDecimal(inBase), true, List.of(aliases));
    }

    /** A unit that is read and never printed: no finite decimal of the base unit. */
    static Unit onlyRead(String symbol, String dimension, String inBase) {
      return new Unit(symbol, dimension, new BigDecimal(inBase), false, List.of());
    }

    private boolean isCalled(String name) {
      return symbol.equals(name) || aliases.contains(name);
    }
  }

  /** A value in the base unit of {@code dimension}. */
  record Measured(double value, String dimension) {}

  private final String kind;
  private final String example;
  private final List<Unit> units;

  /**
   * @param kind with its article: "an angle"
   * @param example a text that would be right
   * @param units smallest first
   */
  UnitTable(String kind, String example, Unit... units) {
    this.kind = kind;
    this.example = example;
    this.units = List.of(units);
  }

  Measured parse(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
    if (text.length() > LONGEST_TEXT || !matcher.matches()) {
      throw unreadable(text, "it should be a number and a unit");
    }
    String name = matcher.group(2);
    if (name.isEmpty()) {
      throw unreadable(text, "it has no unit");
    }
    Unit unit = unitCalled(name, text);
    double value = new BigDecimal(matcher.group(1)).multiply(unit.inBase).doubleValue();
    if (!Double.isFinite(value)) {
      throw unreadable(text, "the number is too large");
    }
    // No negative zero: it would print as another text than zero.
    return new Measured(value + 0.0, unit.dimension);
  }

  /** The value of a table with one dimension. */
  double value(String text) {
    return parse(text).value();
  }

  /** The shortest exact text; of equally short ones, 200 before 0.2, then the larger unit. */
  String format(double value, String dimension) {
    BigDecimal exact = new BigDecimal(Double.toString(value));
    List<String> texts = new ArrayList<>();
    for (Unit unit : units) {
      if (unit.printed && unit.dimension.equals(dimension)) {
        BigDecimal number = exact.divide(unit.inBase, MathContext.DECIMAL128);
        if (number.multiply(unit.inBase).compareTo(exact) == 0) {
          texts.add(Decimals.text(number) + " " + unit.symbol);
        }
      }
    }
    String best = texts.getFirst();
    for (String text : texts) {
      if (clumsiness(text) <= clumsiness(best)) {
        best = text;
      }
    }
    return exact.signum() == 0 ? "0 " + baseUnit(dimension) : best;
  }

  /** A regular expression (of ECMA, as Kubernetes wants) of what {@link #parse} accepts. */
  String pattern() {
    return "^\\s*" + Decimals.PATTERN + "\\s*" + names(units) + "\\s*$";
  }

  /** A regular expression of the names of the units of a dimension, as a group. */
  String names(String dimension) {
    return names(units.stream().filter(unit -> unit.dimension.equals(dimension)).toList());
  }

  /** How much of its base unit each name stands for, smallest first. */
  SequencedMap<String, BigDecimal> sizes() {
    SequencedMap<String, BigDecimal> sizes = new LinkedHashMap<>();
    units.forEach(unit -> allNames(unit).forEach(name -> sizes.put(name, unit.inBase)));
    return sizes;
  }

  private static String names(List<Unit> units) {
    return units.stream()
        .flatMap(unit -> allNames(unit).stream())
        .collect(Collectors.joining("|", "(", ")"));
  }

  /** "a number and one of uas, mas, arcsec, such as "2 arcsec"". */
  String whatIsRight() {
    String names = units.stream().map(Unit::symbol).collect(Collectors.joining(", "));
    return "a number and one of " + names + ", such as \"" + example + "\"";
  }

  private Unit unitCalled(String name, String text) {
    for (Unit unit : units) {
      if (unit.isCalled(name)) {
        return unit;
      }
    }
    List<String> symbols = units.stream().map(Unit::symbol).toList();
    String problem = "the unit \"" + name + "\" is unknown" + Suggestion.question(name, symbols);
    throw unreadable(text, problem);
  }

  private UnreadableValueException unreadable(String text, String problem) {
    String shown = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "..." : text;
    return new UnreadableValueException(
        String.format(
            Locale.ROOT, "\"%s\" is not %s: %s; write %s", shown, kind, problem, whatIsRight()));
  }

  private String baseUnit(String dimension) {
    return units.stream()
        .filter(unit -> unit.dimension.equals(dimension))
        .filter(unit -> unit.inBase.compareTo(BigDecimal.ONE) == 0)
        .findFirst()
        .orElseThrow()
        .symbol();
  }

  private static int clumsiness(String text) {
    boolean belowOne = text.startsWith("0.") || text.startsWith("-0.");
    return 2 * text.indexOf(' ') + (belowOne ? 1 : 0);
  }

  private static List<String> allNames(Unit unit) {
    List<String> names = new ArrayList<>(unit.aliases);
    names.addFirst(unit.symbol);
    return names;
  }
}
