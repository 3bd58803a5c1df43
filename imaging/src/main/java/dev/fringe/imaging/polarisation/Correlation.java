package dev.fringe.imaging.polarisation;

import java.util.Optional;

/**
 * A polarisation product of a visibility, with its code on the FITS STOKES axis (AIPS memo 117,
 * FITS standard 4.0 table 29).
 */
public enum Correlation {
  I(1),
  Q(2),
  U(3),
  V(4),
  RR(-1),
  LL(-2),
  RL(-3),
  LR(-4),
  XX(-5),
  YY(-6),
  XY(-7),
  YX(-8);

  private final int fitsCode;

  Correlation(int fitsCode) {
    this.fitsCode = fitsCode;
  }

  public int fitsCode() {
    return fitsCode;
  }

  /** The product with this code, or empty if the standard knows none. */
  public static Optional<Correlation> ofFitsCode(int code) {
    for (Correlation correlation : values()) {
      if (correlation.fitsCode == code) {
        return Optional.of(correlation);
      }
    }
    return Optional.empty();
  }
}
