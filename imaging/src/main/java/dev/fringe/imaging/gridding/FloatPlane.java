package dev.fringe.imaging.gridding;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One w plane of the grid, of which only the tiles that samples touch exist: near one value of w
 * they are few. A tile is row-major, real and imaginary parts side by side.
 *
 * <p>Threads may work on different tiles at the same time.
 */
final class FloatPlane {

  /** Tiles that were let go, to be used again; all zero. */
  static final class Pool {
    private final int tiles;
    private final int tileLength;
    private final Queue<float[]> free = new ConcurrentLinkedQueue<>();

    Pool(GriddingPlan plan) {
      tiles = plan.tiles();
      // Whole groups of cells are read from the last row too.
      int rest = FloatCells.roundedUp(plan.tileU()) - plan.tileU();
      tileLength = 2 * (plan.tileU() * plan.tileV() + rest);
    }
  }

  private final Pool pool;
  private final float[][] tiles;

  FloatPlane(Pool pool) {
    this.pool = pool;
    this.tiles = new float[pool.tiles][];
  }

  boolean has(int tile) {
    return tiles[tile] != null;
  }

  /** The tile's values; the tile is made, with zeros, if it does not exist. */
  float[] tile(int tile) {
    float[] values = tiles[tile];
    if (values == null) {
      values = pool.free.poll();
      if (values == null) {
        values = new float[pool.tileLength];
      }
      tiles[tile] = values;
    }
    return values;
  }

  /** Gives all tiles back to the pool. */
  void release() {
    for (int t = 0; t < tiles.length; t++) {
      if (tiles[t] != null) {
        Arrays.fill(tiles[t], 0);
        pool.free.add(tiles[t]);
        tiles[t] = null;
      }
    }
  }
}
