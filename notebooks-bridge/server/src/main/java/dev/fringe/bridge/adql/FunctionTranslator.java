package dev.fringe.bridge.adql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;

/** Writes ADQL's functions; there are no others. */
final class FunctionTranslator {

  /** How many values a function takes. */
  private record Known(int least, int most) {}

  private static final Map<String, Known> MATHEMATICS =
      Map.ofEntries(
          known("ABS", 1, 1),
          known("CEILING", 1, 1),
          known("DEGREES", 1, 1),
          known("EXP", 1, 1),
          known("FLOOR", 1, 1),
          known("LOG", 1, 1),
          known("LOG10", 1, 1),
          known("MOD", 2, 2),
          known("PI", 0, 0),
          known("POWER", 2, 2),
          known("RADIANS", 1, 1),
          known("SQRT", 1, 1),
          known("RAND", 0, 1),
          known("ROUND", 1, 2),
          known("TRUNCATE", 1, 2),
          known("ACOS", 1, 1),
          known("ASIN", 1, 1),
          known("ATAN", 1, 1),
          known("ATAN2", 2, 2),
          known("COS", 1, 1),
          known("COT", 1, 1),
          known("SIN", 1, 1),
          known("TAN", 1, 1),
          known("LOWER", 1, 1),
          known("UPPER", 1, 1),
          known("COALESCE", 1, 100));

  private static final List<String> AGGREGATES = List.of("COUNT", "AVG", "MAX", "MIN", "SUM");

  private final ExpressionTranslator expressions;
  private final GeometryTranslator geometry;

  FunctionTranslator(ExpressionTranslator expressions) {
    this.expressions = expressions;
    this.geometry = new GeometryTranslator(expressions);
  }

  private static Map.Entry<String, Known> known(String name, int least, int most) {
    return Map.entry(name, new Known(least, most));
  }

  String translate(Function function) {
    refuse(function);
    String name = function.getName().toUpperCase(Locale.ROOT);
    List<? extends Expression> values =
        function.getParameters() == null ? List.of() : function.getParameters();
    if (AGGREGATES.contains(name)) {
      return aggregate(name, function, values);
    }
    if (function.isDistinct() || function.isUnique()) {
      throw AdqlException.notAdql("DISTINCT in " + name);
    }
    if (GeometryTranslator.knows(name)) {
      return geometry.translate(name, values);
    }
    Known known = MATHEMATICS.get(name);
    if (known == null) {
      throw new AdqlException(
          "there is no function %s; there are %s, those of geometry and COUNT, AVG, MAX, MIN, SUM"
              .formatted(
                  Names.shown(name),
                  String.join(", ", MATHEMATICS.keySet().stream().sorted().toList())));
    }
    if (values.size() < known.least() || values.size() > known.most()) {
      throw new AdqlException(
          "%s has %d values, but takes %s"
              .formatted(
                  name,
                  values.size(),
                  known.least() == known.most()
                      ? Integer.toString(known.least())
                      : known.least() + " to " + known.most()));
    }
    return expressions.function(name) + "(" + list(values) + ")";
  }

  private String aggregate(String name, Function function, List<? extends Expression> values) {
    if (values.size() != 1) {
      throw new AdqlException(name + " takes one value");
    }
    Expression value = values.getFirst();
    if (value instanceof AllColumns && !(value instanceof AllTableColumns)) {
      if (!name.equals("COUNT") || function.isDistinct()) {
        throw new AdqlException("only COUNT takes *");
      }
      return "COUNT(*)";
    }
    String inner = expressions.of(value);
    // The database would count with decimal fractions of a hundred digits.
    String wide = name.equals("AVG") ? "CAST(" + inner + " AS DOUBLE PRECISION)" : inner;
    return name + "(" + (function.isDistinct() ? "DISTINCT " : "") + wide + ")";
  }

  private static void refuse(Function function) {
    boolean isForeign =
        function.getMultipartName().size() > 1
            || function.getNamedParameters() != null
            || function.getAttribute() != null
            || function.getKeep() != null
            || function.getLimit() != null
            || function.getNullHandling() != null
            || function.isEscaped()
            || function.getHavingClause() != null
            || function.getExtraKeyword() != null
            || (function.getOrderByElements() != null && !function.getOrderByElements().isEmpty());
    if (isForeign) {
      throw AdqlException.notAdql("\"" + Names.shown(function.toString()) + "\"");
    }
  }

  private String list(List<? extends Expression> values) {
    return String.join(", ", values.stream().map(expressions::of).toList());
  }
}
