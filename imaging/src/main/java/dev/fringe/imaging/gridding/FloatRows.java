package dev.fringe.imaging.gridding;

/**
 * A few rows of cells under the kernels of samples that share their cell: a row is held in a
 * register while these samples are added to it, or collected from it. One class for each number of
 * rows, because registers are named in the source.
 *
 * <p>What is real and what is imaginary alternates along a row. The batch's scratch holds for each
 * sample its visibility times the kernel along u (spreading), or a sum over v and w that is yet to
 * be multiplied with the kernel along u (collecting).
 */
abstract class FloatRows {

  static FloatRows of(int rows) {
    return switch (rows) {
      case 4 -> new FloatRows4();
      case 5 -> new FloatRows5();
      case 6 -> new FloatRows6();
      case 7 -> new FloatRows7();
      case 8 -> new FloatRows8();
      default -> throw new IllegalArgumentException(rows + " rows do not fit the registers");
    };
  }

  abstract int rows();

  /**
   * @param row the first row under the kernel
   * @param vector which vector of each row
   */
  abstract void spread(
      FloatBatch batch,
      float[] cells,
      FloatTileBuffer buffer,
      int fromPlane,
      int toPlane,
      int row,
      int vector);

  /** As {@link #spread}, the other way. */
  abstract void collect(
      FloatBatch batch,
      float[] cells,
      FloatTileBuffer buffer,
      int fromPlane,
      int toPlane,
      int row,
      int vector);
}
