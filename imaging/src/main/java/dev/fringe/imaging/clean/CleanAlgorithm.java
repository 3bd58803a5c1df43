package dev.fringe.imaging.clean;

/** How a minor cycle finds and subtracts its components. */
public enum CleanAlgorithm {
  /** Every component is subtracted from the whole image (Högbom 1974). */
  HOGBOM,
  /** Only the bright pixels are followed; the rest is brought up to date in bulk (Clark 1980). */
  CLARK
}
