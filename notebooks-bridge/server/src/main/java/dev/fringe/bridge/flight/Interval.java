package dev.fringe.bridge.flight;

/** Values from {@code low} to {@code high}, both included. */
record Interval(double low, double high) {
  boolean contains(double value) {
    return value >= low && value <= high;
  }
}
