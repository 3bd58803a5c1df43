package dev.fringe.imaging.gridding;

/** Hears how far a pass over samples has come; called by the thread that called the gridder. */
@FunctionalInterface
public interface GriddingProgress {

  /** Hears nothing. */
  GriddingProgress NONE = (samples, planes) -> {};

  /**
   * @param samples samples gridded or degridded so far in this pass
   * @param planes w planes transformed so far in this pass, counted once for all images
   */
  void advanced(long samples, int planes);
}
