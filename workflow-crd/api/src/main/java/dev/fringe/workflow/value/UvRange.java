package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.value.UnitTable.Unit;
import java.io.Serializable;

/**
 * Baseline lengths, projected, between two bounds: {@code 100 lambda .. 20 klambda}, {@code 50 m
 * ..}, {@code .. 3 km}. A bound in wavelengths is judged at each channel's own frequency.
 *
 * @param shortest inclusive, in {@code measure}; 0 where the range is open
 * @param longest inclusive, in {@code measure}; infinite where the range is open
 * @param measure what both bounds are in
 */
public record UvRange(double shortest, double longest, Measure measure) implements Serializable {

  private static final double SPEED_OF_LIGHT_METRES_PER_SECOND = 299_792_458;

  /** What a uv distance is measured in. */
  public enum Measure {
    METRES("metres"),
    WAVELENGTHS("wavelengths");

    private final String dimension;

    Measure(String dimension) {
      this.dimension = dimension;
    }
  }

  static final UnitTable UNITS =
      new UnitTable(
          "a uv distance",
          "20 klambda",
          Unit.of("m", "metres", "1"),
          Unit.of("km", "metres", "1e3"),
          Unit.of("lambda", "wavelengths", "1", "λ"),
          Unit.of("klambda", "wavelengths", "1e3", "kλ"),
          Unit.of("Mlambda", "wavelengths", "1e6", "Mλ"),
          Unit.of("Glambda", "wavelengths", "1e9", "Gλ"));

  /**
   * @throws UnreadableValueException if the text is no range, or one that holds nothing
   */
  @JsonCreator
  public static UvRange parse(String text) {
    Bounds bounds = Bounds.of(text, "uv distances", "100 lambda .. 20 klambda");
    UnitTable.Measured from = bounds.from().map(UNITS::parse).orElse(null);
    UnitTable.Measured to = bounds.to().map(UNITS::parse).orElse(null);
    UnitTable.Measured known = from == null ? to : from;
    if (from != null && to != null && !from.dimension().equals(to.dimension())) {
      throw new UnreadableValueException(
          "\"" + text + "\" mixes metres and wavelengths: write both bounds in one of them");
    }
    double shortest = from == null ? 0 : from.value();
    double longest = to == null ? Double.POSITIVE_INFINITY : to.value();
    if (shortest < 0 || !(shortest < longest)) {
      throw new UnreadableValueException(
          "\""
              + text
              + "\" holds no baseline: write the shorter bound first, neither negative, such as"
              + " \"100 lambda .. 20 klambda\"");
    }
    Measure measure =
        known.dimension().equals(Measure.METRES.dimension) ? Measure.METRES : Measure.WAVELENGTHS;
    return new UvRange(shortest, longest, measure);
  }

  /** Whether a baseline of this projected length is in the range. */
  public boolean contains(double uvDistanceMetres, double frequencyHz) {
    double distance =
        measure == Measure.METRES
            ? uvDistanceMetres
            : uvDistanceMetres * frequencyHz / SPEED_OF_LIGHT_METRES_PER_SECOND;
    return distance >= shortest && distance <= longest;
  }

  @Override
  @JsonValue
  public String toString() {
    String from = shortest == 0 ? "" : UNITS.format(shortest, measure.dimension);
    String to = Double.isInfinite(longest) ? "" : UNITS.format(longest, measure.dimension);
    // "0 m .." is a range that holds everything, and still has to name a measure.
    return from.isEmpty() && to.isEmpty()
        ? UNITS.format(0, measure.dimension) + " .."
        : (from + " .. " + to).strip();
  }
}
