package dev.fringe.imaging.gridding;

import java.util.Arrays;

/**
 * Rows of tiles take turns, as each reaches into the next one, and the last into the first: even
 * rows, odd rows, and the last by itself where there is an odd number of them.
 */
final class TileTurns {

  private TileTurns() {}

  static int[] rowsOf(int[] rows, int tileRows, int turn) {
    return Arrays.stream(rows).filter(row -> turnOf(row, tileRows) == turn).toArray();
  }

  private static int turnOf(int row, int tileRows) {
    boolean lastOfOdd = row == tileRows - 1 && row % 2 == 0;
    return lastOfOdd ? 2 : row % 2;
  }
}
