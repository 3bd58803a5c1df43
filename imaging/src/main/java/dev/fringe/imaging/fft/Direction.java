package dev.fringe.imaging.fft;

/** The sign in the exponent of a Fourier transform. Neither direction is normalised. */
public enum Direction {
  /** X[k] = Σ_j x[j] exp(-2πi jk/n). */
  FORWARD,
  /** x[j] = Σ_k X[k] exp(+2πi jk/n); n times the inverse of {@link #FORWARD}. */
  INVERSE
}
