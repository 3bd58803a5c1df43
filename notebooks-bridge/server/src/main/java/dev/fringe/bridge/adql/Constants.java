package dev.fringe.bridge.adql;

import dev.fringe.bridge.sky.Circle;
import dev.fringe.bridge.sky.Polygon;
import dev.fringe.bridge.sky.Region;
import dev.fringe.bridge.sky.RegionText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;

/** Numbers and regions that a query spells out. */
final class Constants {

  private static final List<String> FRAMES =
      List.of(
          "",
          "ICRS",
          "FK5",
          "J2000",
          "UNKNOWNFRAME",
          "ICRS GEOCENTER",
          "ICRS BARYCENTER",
          "ICRS TOPOCENTER",
          "ICRS UNKNOWNREFPOS");

  private Constants() {}

  static Optional<Double> number(Expression expression) {
    try {
      return switch (expression) {
        case LongValue value -> Optional.of(Double.valueOf(value.getStringValue()));
        case DoubleValue value -> Optional.of(Double.valueOf(value.toString()));
        case SignedExpression signed when signed.getSign() == '-' ->
            number(signed.getExpression()).map(value -> -value);
        case SignedExpression signed when signed.getSign() == '+' -> number(signed.getExpression());
        default -> Optional.empty();
      };
    } catch (NumberFormatException e) {
      throw new AdqlException(Names.shown(expression.toString()) + " is no number");
    }
  }

  /** The values of a geometry function, without the name of a frame before them. */
  static List<? extends Expression> withoutFrame(String function, List<? extends Expression> all) {
    if (!all.isEmpty() && all.getFirst() instanceof StringValue frame) {
      String name = frame.getNotExcapedValue().strip().toUpperCase(Locale.ROOT);
      if (!FRAMES.contains(name)) {
        throw new AdqlException(
            "%s in the frame %s: all positions here are ICRS"
                .formatted(function, Names.shown(name)));
      }
      return all.subList(1, all.size());
    }
    return all;
  }

  /** A region, if all its values are spelt out. */
  static Optional<Region> region(Expression expression) {
    if (!(expression instanceof Function function) || function.getParameters() == null) {
      return Optional.empty();
    }
    String name = function.getName().toUpperCase(Locale.ROOT);
    try {
      if (name.equals("REGION")) {
        return function.getParameters().size() == 1
                && function.getParameters().getFirst() instanceof StringValue text
            ? Optional.of(RegionText.parse(text.getNotExcapedValue()))
            : Optional.empty();
      }
      return GeometryTranslator.isShape(name)
          ? shape(name, withoutFrame(name, function.getParameters()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new AdqlException(name + ": " + e.getMessage());
    }
  }

  private static Optional<Region> shape(String name, List<? extends Expression> values) {
    if (name.equals("CIRCLE") && values.size() == 2) {
      return region(values.getFirst())
          .filter(Circle.class::isInstance)
          .map(Circle.class::cast)
          .flatMap(
              centre ->
                  number(values.getLast())
                      .map(radius -> new Circle(centre.ra(), centre.dec(), radius)));
    }
    double[] numbers = new double[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      Optional<Double> number = number(values.get(i));
      if (number.isEmpty()) {
        return Optional.empty();
      }
      numbers[i] = number.get();
    }
    return Optional.of(
        switch (name) {
          case "POINT" -> new Circle(number(numbers, 0, 2), number(numbers, 1, 2), 0);
          case "CIRCLE" ->
              new Circle(number(numbers, 0, 3), number(numbers, 1, 3), number(numbers, 2, 3));
          case "BOX" -> {
            number(numbers, 0, 4);
            yield box(numbers[0], numbers[1], numbers[2], numbers[3]);
          }
          default -> Polygon.of(numbers);
        });
  }

  private static double number(double[] numbers, int index, int count) {
    if (numbers.length != count) {
      throw new IllegalArgumentException(
          "there are %d numbers, but there must be %d".formatted(numbers.length, count));
    }
    return numbers[index];
  }

  /** What lies between great circles through the corners. */
  static Region box(double ra, double dec, double width, double height) {
    if (!(width > 0 && width <= 180 && height > 0 && height <= 180)) {
      throw new IllegalArgumentException("the sides of a box are above 0, up to 180 degrees");
    }
    double low = Math.max(-90, dec - height / 2);
    double high = Math.min(90, dec + height / 2);
    return Polygon.of(
        ra - width / 2, low, ra + width / 2, low, ra + width / 2, high, ra - width / 2, high);
  }
}
