package dev.fringe.bridge.adql;

import dev.fringe.bridge.sky.Circle;
import dev.fringe.bridge.sky.Region;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.schema.Column;

/** Writes ADQL's geometry as functions of the database, which takes regions as text. */
final class GeometryTranslator {

  private static final List<String> SHAPES = List.of("POINT", "CIRCLE", "BOX", "POLYGON");
  private static final List<String> OTHERS =
      List.of(
          "REGION",
          "CENTROID",
          "CONTAINS",
          "INTERSECTS",
          "DISTANCE",
          "AREA",
          "COORD1",
          "COORD2",
          "COORDSYS");

  private final ExpressionTranslator expressions;

  GeometryTranslator(ExpressionTranslator expressions) {
    this.expressions = expressions;
  }

  static boolean isShape(String name) {
    return SHAPES.contains(name);
  }

  static boolean knows(String name) {
    return SHAPES.contains(name) || OTHERS.contains(name);
  }

  String translate(String name, List<? extends Expression> values) {
    return switch (name) {
      case "POINT" -> point(Constants.withoutFrame(name, values));
      case "CIRCLE" -> circle(Constants.withoutFrame(name, values));
      case "BOX" -> call("adql_box", Constants.withoutFrame(name, values), 4, name);
      case "POLYGON" -> polygon(Constants.withoutFrame(name, values));
      case "REGION" ->
          throw new AdqlException("REGION takes one text, such as 'CIRCLE ICRS 10 20 0.5'");
      case "CONTAINS" -> relation("adql_contains", name, values);
      case "INTERSECTS" -> relation("adql_intersects", name, values);
      case "DISTANCE" -> distance(values);
      case "AREA" -> "adql_area(" + geometry(one(name, values)) + ")";
      case "CENTROID" -> "adql_centroid(" + geometry(one(name, values)) + ")";
      case "COORD1" -> coordinate(name, one(name, values), 0);
      case "COORD2" -> coordinate(name, one(name, values), 1);
      default -> {
        geometry(one(name, values));
        yield "'ICRS'";
      }
    };
  }

  private static Expression one(String name, List<? extends Expression> values) {
    if (values.size() != 1) {
      throw new AdqlException(name + " takes one region");
    }
    return values.getFirst();
  }

  /** A region: spelt out, of a function, or in a column. */
  String geometry(Expression expression) {
    Optional<Region> constant = Constants.region(expression);
    if (constant.isPresent()) {
      return ExpressionTranslator.quote(constant.get().toText());
    }
    if (expression instanceof Column) {
      return expressions.of(expression);
    }
    if (expression instanceof Function function) {
      String name = function.getName().toUpperCase(Locale.ROOT);
      if (isShape(name) || name.equals("CENTROID")) {
        return expressions.of(function);
      }
    }
    throw new AdqlException(
        "%s is no region: write POINT, CIRCLE, BOX, POLYGON or a column of regions"
            .formatted(Names.shown(expression.toString())));
  }

  private String point(List<? extends Expression> values) {
    return call("adql_point", values, 2, "POINT");
  }

  private String circle(List<? extends Expression> values) {
    if (values.size() == 2) {
      return "adql_circle_at(%s, %s)"
          .formatted(geometry(values.getFirst()), expressions.of(values.getLast()));
    }
    return call("adql_circle", values, 3, "CIRCLE");
  }

  private String polygon(List<? extends Expression> values) {
    boolean isOfPoints =
        !values.isEmpty()
            && values.getFirst() instanceof Function function
            && function.getName().equalsIgnoreCase("POINT");
    if (isOfPoints) {
      return "adql_polygon_of("
          + String.join(", ", values.stream().map(this::geometry).toList())
          + ")";
    }
    if (values.size() < 6 || values.size() % 2 != 0) {
      throw new AdqlException("POLYGON takes two numbers for each of 3 or more corners");
    }
    return call("adql_polygon", values, values.size(), "POLYGON");
  }

  private String call(String sql, List<? extends Expression> values, int count, String name) {
    if (values.size() != count) {
      throw new AdqlException(
          "%s takes %d numbers, but there are %d".formatted(name, count, values.size()));
    }
    return sql
        + "("
        + String.join(
            ", ",
            values.stream()
                .map(value -> "CAST(" + expressions.of(value) + " AS DOUBLE PRECISION)")
                .toList())
        + ")";
  }

  private String relation(String sql, String name, List<? extends Expression> values) {
    if (values.size() != 2) {
      throw new AdqlException(name + " takes two regions");
    }
    Optional<List<String>> position = position(values.getFirst());
    Optional<Region> region = Constants.region(values.getLast());
    if (position.isPresent() && region.isPresent() && region.get() instanceof Circle circle) {
      return "adql_in_circle(%s, %s, %se0, %se0, %se0)"
          .formatted(
              position.get().getFirst(),
              position.get().getLast(),
              plain(circle.ra()),
              plain(circle.dec()),
              plain(circle.radius()));
    }
    return sql + "(" + geometry(values.getFirst()) + ", " + geometry(values.getLast()) + ")";
  }

  private static String plain(double value) {
    return new java.math.BigDecimal(value).toPlainString();
  }

  /** Right ascension and declination of a POINT of this query. */
  private Optional<List<String>> position(Expression expression) {
    if (expression instanceof Function function
        && function.getName().equalsIgnoreCase("POINT")
        && function.getParameters() != null) {
      List<? extends Expression> values = Constants.withoutFrame("POINT", function.getParameters());
      if (values.size() == 2) {
        return Optional.of(List.of(expressions.of(values.get(0)), expressions.of(values.get(1))));
      }
    }
    return Optional.empty();
  }

  private String distance(List<? extends Expression> values) {
    if (values.size() == 4) {
      return call("adql_distance", values, 4, "DISTANCE");
    }
    if (values.size() != 2) {
      throw new AdqlException("DISTANCE takes two points, or four numbers");
    }
    Optional<List<String>> from = position(values.getFirst());
    Optional<List<String>> to = position(values.getLast());
    if (from.isPresent() && to.isPresent()) {
      return "adql_distance(%s, %s, %s, %s)"
          .formatted(
              from.get().getFirst(), from.get().getLast(), to.get().getFirst(), to.get().getLast());
    }
    return "adql_distance_of("
        + geometry(values.getFirst())
        + ", "
        + geometry(values.getLast())
        + ")";
  }

  private String coordinate(String name, Expression value, int index) {
    return position(value)
        .map(pair -> "CAST(" + pair.get(index) + " AS DOUBLE PRECISION)")
        .orElseGet(() -> "adql_" + name.toLowerCase(Locale.ROOT) + "(" + geometry(value) + ")");
  }
}
