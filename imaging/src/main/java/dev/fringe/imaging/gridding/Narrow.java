package dev.fringe.imaging.gridding;

/** A cast whose name survives where twins of other casts are made. */
final class Narrow {

  private Narrow() {}

  static float of(double value) {
    return (float) value;
  }
}
