package dev.fringe.workflow.value;

/** A polarisation that an image can be made of. */
public enum Polarisation {
  I,
  Q,
  U,
  V,
  RR,
  LL,
  XX,
  YY;

  /** Whether this is a Stokes parameter rather than a correlation of two feeds. */
  public boolean isStokes() {
    return name().length() == 1;
  }
}
