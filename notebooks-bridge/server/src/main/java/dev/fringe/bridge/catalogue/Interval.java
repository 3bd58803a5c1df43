package dev.fringe.bridge.catalogue;

/** A closed range of numbers; infinite where it has no bound. */
public record Interval(double low, double high) {
  public Interval {
    if (Double.isNaN(low) || Double.isNaN(high) || low > high) {
      throw new IllegalArgumentException(
          "the range from %s to %s is empty: the lower bound stands first".formatted(low, high));
    }
  }

  public static Interval of(double value) {
    return new Interval(value, value);
  }
}
