package dev.fringe.imaging.gridding;

/**
 * The order in which images are kept while planes are added to them: blocks of a few columns, each
 * contiguous, so that what is worked on together lies together.
 *
 * @param width pixels of a row; the last block is filled up
 * @param rows rows of each block
 */
record ColumnBlocks(int width, int rows) {

  /** Columns of a block: some vectors of any machine. */
  static final int COLUMNS = 32;

  int blocks() {
    return (width + COLUMNS - 1) / COLUMNS;
  }

  int length() {
    return Math.multiplyExact(blocks() * COLUMNS, rows);
  }

  /** Where a row begins within a block. */
  int at(int block, int row) {
    return (block * rows + row) * COLUMNS;
  }

  int index(int x, int row) {
    return at(x / COLUMNS, row) + x % COLUMNS;
  }
}
