package dev.fringe.imaging.gridding;

/**
 * Samples in the order in which a gridder visits them, in kernel coordinates of one plan: what both
 * precisions have in common.
 *
 * <p>Samples are sorted by bucket. A bucket is a w bin and a tile of the grid, numbered {@code (bin
 * * tileRows + tileRow) * tileColumns + tileColumn}, where bins count from the first one of the
 * whole plan (not of the slab), so that parts of different slabs may be read under one plan. Only
 * buckets that hold samples are listed, as runs. Within a bucket samples should be sorted by cell,
 * which the packers do: equal cells that stand together are gridded faster.
 *
 * <p>Implementations are read by several threads at a time.
 */
public sealed interface PackedSamples permits PackedFloatSamples, PackedDoubleSamples {

  /** Number of samples. */
  int samples();

  /** Number of polarisations P, each of which has a visibility per sample. */
  int polarisations();

  /** Number of buckets that hold samples. */
  int runs();

  /**
   * @param run in [0, runs())
   * @return the number of its bucket; grows strictly with {@code run}
   */
  int runBucket(int run);

  /**
   * @param run in [0, runs()]
   * @return the index of its first sample; {@code runStart(runs()) == samples()}
   */
  int runStart(int run);

  /**
   * Copies a column of cells: the place within its tile of the first grid cell that a sample
   * touches, {@code row * tileColumns + column}, both counted from the tile's corner.
   */
  void cells(int from, int count, int[] into, int at);
}
