package dev.fringe.bridge.adql;

import dev.fringe.bridge.sky.Cells;
import dev.fringe.bridge.sky.Circle;
import dev.fringe.bridge.sky.Region;
import dev.fringe.bridge.tables.PublishedTable.OnSky;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;

/**
 * Finds conditions on positions that only rows of some cells can meet, so that the database looks
 * at these alone. They are added to the conditions asked for, and change no answer.
 */
final class SpatialConditions {

  /** Beyond, looking at all rows is no slower. */
  private static final double WIDEST_DEGREES = 30;

  private final List<Integer> sizeClasses;

  SpatialConditions(List<Integer> sizeClasses) {
    this.sizeClasses = sizeClasses;
  }

  List<String> of(Expression where, Scope scope) {
    List<List<Conditions.Term>> alternatives = Conditions.of(where);
    if (alternatives.size() > 1) {
      return List.of();
    }
    return alternatives.getFirst().stream()
        .filter(term -> !term.isNegated())
        .flatMap(term -> one(term.condition(), scope).stream())
        .toList();
  }

  private Optional<String> one(Expression condition, Scope scope) {
    return switch (condition) {
      case ParenthesedExpressionList<?> list when list.size() == 1 -> {
        List<String> inner = of(list.getFirst(), scope);
        yield inner.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", inner));
      }
      case EqualsTo equal -> relation(equal, scope);
      case MinorThan less -> near(less, scope);
      case MinorThanEquals less -> near(less, scope);
      default -> Optional.empty();
    };
  }

  /** {@code CONTAINS(...) = 1} and {@code INTERSECTS(...) = 1}, either way round. */
  private Optional<String> relation(EqualsTo equal, Scope scope) {
    Expression left = equal.getLeftExpression();
    Expression right = equal.getRightExpression();
    Expression call = left instanceof Function ? left : right;
    Expression one = left instanceof Function ? right : left;
    if (!(call instanceof Function function)
        || function.getParameters() == null
        || function.getParameters().size() != 2
        || Constants.number(one).filter(value -> value == 1).isEmpty()) {
      return Optional.empty();
    }
    String name = function.getName().toUpperCase(Locale.ROOT);
    if (!name.equals("CONTAINS") && !name.equals("INTERSECTS")) {
      return Optional.empty();
    }
    Expression first = function.getParameters().get(0);
    Expression second = function.getParameters().get(1);
    return touching(first, second, scope).or(() -> touching(second, first, scope));
  }

  private Optional<String> touching(Expression column, Expression fixed, Scope scope) {
    Optional<Region> region = Constants.region(fixed);
    return region.isEmpty()
        ? Optional.empty()
        : points(column, region.get(), scope).or(() -> outlines(column, region.get(), scope));
  }

  /** {@code DISTANCE(POINT(ra, dec), POINT(1, 2)) < 3}. */
  private Optional<String> near(BinaryExpression less, Scope scope) {
    Optional<Double> radius = Constants.number(less.getRightExpression());
    if (radius.isEmpty()
        || !(radius.get() >= 0 && radius.get() <= 180)
        || !(less.getLeftExpression() instanceof Function function)
        || !function.getName().equalsIgnoreCase("DISTANCE")
        || function.getParameters() == null) {
      return Optional.empty();
    }
    List<? extends Expression> values = function.getParameters();
    if (values.size() == 2) {
      return near(values.get(0), values.get(1), radius.get(), scope)
          .or(() -> near(values.get(1), values.get(0), radius.get(), scope));
    }
    if (values.size() == 4) {
      return near(values.subList(0, 2), values.subList(2, 4), radius.get(), scope)
          .or(() -> near(values.subList(2, 4), values.subList(0, 2), radius.get(), scope));
    }
    return Optional.empty();
  }

  private Optional<String> near(Expression column, Expression fixed, double radius, Scope scope) {
    return Constants.region(fixed)
        .filter(Circle.class::isInstance)
        .map(Circle.class::cast)
        .filter(point -> point.radius() == 0)
        .flatMap(point -> points(column, new Circle(point.ra(), point.dec(), radius), scope));
  }

  private Optional<String> near(
      List<? extends Expression> columns,
      List<? extends Expression> fixed,
      double radius,
      Scope scope) {
    Optional<Double> ra = Constants.number(fixed.get(0));
    Optional<Double> dec = Constants.number(fixed.get(1));
    if (ra.isEmpty()
        || dec.isEmpty()
        || !(Math.abs(dec.get()) <= 90 && Math.abs(ra.get()) <= 720)) {
      return Optional.empty();
    }
    return position(columns, new Circle(ra.get(), dec.get(), radius), scope);
  }

  private Optional<String> points(Expression point, Region region, Scope scope) {
    if (!(point instanceof Function function)
        || !function.getName().equalsIgnoreCase("POINT")
        || function.getParameters() == null) {
      return Optional.empty();
    }
    List<? extends Expression> values = Constants.withoutFrame("POINT", function.getParameters());
    return values.size() == 2 ? position(values, region, scope) : Optional.empty();
  }

  private Optional<String> position(List<? extends Expression> values, Region region, Scope scope) {
    if (isWide(region)
        || !(values.get(0) instanceof Column ra)
        || !(values.get(1) instanceof Column dec)) {
      return Optional.empty();
    }
    for (Relation relation : scope.relations()) {
      Optional<OnSky> sky = relation.table().flatMap(table -> table.sky());
      if (sky.isPresent()
          && is(ra, sky.get().ra(), relation, scope)
          && is(dec, sky.get().dec(), relation, scope)) {
        List<Cells.Span> spans = Cells.spans(region, -1);
        return Optional.of(
            "%s.id IN (SELECT n.id FROM UNNEST(%s, %s) AS s(low, high) INNER JOIN %s AS n ON n.%s BETWEEN s.low AND s.high)"
                .formatted(
                    relation.sqlAlias(),
                    array("BIGINT", spans.stream().map(Cells.Span::low).toList()),
                    array("BIGINT", spans.stream().map(Cells.Span::high).toList()),
                    relation.table().orElseThrow().physical(),
                    sky.get().pointCell()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> outlines(Expression expression, Region region, Scope scope) {
    if (isWide(region) || !(expression instanceof Column column)) {
      return Optional.empty();
    }
    for (Relation relation : scope.relations()) {
      Optional<OnSky> sky = relation.table().flatMap(table -> table.sky());
      if (sky.isPresent()
          && !sky.get().region().isEmpty()
          && is(column, sky.get().region(), relation, scope)) {
        return Optional.of(outlines(relation, sky.get(), region));
      }
    }
    return Optional.empty();
  }

  private String outlines(Relation relation, OnSky sky, Region region) {
    List<Integer> classes = new ArrayList<>();
    List<Long> lows = new ArrayList<>();
    List<Long> highs = new ArrayList<>();
    for (int sizeClass : sizeClasses) {
      for (Cells.Span span : Cells.spans(region, sizeClass)) {
        classes.add(sizeClass);
        lows.add(span.low());
        highs.add(span.high());
      }
    }
    return "%s.id IN (SELECT n.id FROM UNNEST(%s, %s, %s) AS s(c, low, high) INNER JOIN %s AS n ON n.%s = s.c AND n.%s BETWEEN s.low AND s.high)"
        .formatted(
            relation.sqlAlias(),
            array("INTEGER", classes),
            array("BIGINT", lows),
            array("BIGINT", highs),
            relation.table().orElseThrow().physical(),
            sky.sizeClass(),
            sky.regionCell());
  }

  private static boolean isWide(Region region) {
    return Math.toDegrees(region.bound().angle().radians()) > WIDEST_DEGREES;
  }

  private static boolean is(Column column, String name, Relation relation, Scope scope) {
    return Names.plain(column.getColumnName()).equalsIgnoreCase(name)
        && relation.named(name).stream()
            .anyMatch(own -> own.sql().equals(scope.find(column).sql()));
  }

  private static String array(String type, List<? extends Number> numbers) {
    return numbers.stream()
        .map(Number::toString)
        .collect(Collectors.joining(", ", "CAST(ARRAY[", "] AS " + type + " ARRAY)"));
  }
}
