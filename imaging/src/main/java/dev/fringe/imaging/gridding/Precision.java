package dev.fringe.imaging.gridding;

/** The arithmetic in which a plan is carried out. */
public enum Precision {
  /** {@code float}: kernels, grids and images; enough for accuracies above 1e-5. */
  SINGLE,
  /** {@code double} throughout. */
  DOUBLE;

  /** The cheaper arithmetic that can hold an accuracy. */
  public static Precision forAccuracy(double epsilon) {
    return epsilon > 1.0000001e-5 ? SINGLE : DOUBLE;
  }

  int bytes() {
    return this == SINGLE ? Float.BYTES : Double.BYTES;
  }
}
