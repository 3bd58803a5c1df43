package dev.fringe.imaging.gridding;

import dev.fringe.imaging.fft.Direction;
import dev.fringe.imaging.fft.FloatFft2d;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Between a w plane and the image: transform along rows where there are samples, then along the
 * columns of the image, a few at a time, which are turned by the plane's w screen while they are in
 * the cache.
 *
 * <p>An image is real, so the plane at -w is the conjugate of that at w, mirrored: where both exist
 * they are transformed as one.
 */
final class FloatPlaneTransform {

  private static final int BLOCK = 64;

  private final GriddingPlan plan;
  private final Workers workers;
  private final PixelPhases phases;
  private final int width;
  private final int height;
  private final int gridU;
  private final int gridV;
  private final FloatFft2d rowTransform;
  private final FloatFft2d columnTransform;

  /** After the transform along rows: for each grid row the pixels of the image, gridV × width. */
  private final float[] rowsRe;

  private final float[] rowsIm;
  private final boolean[] held;
  private final Queue<Room> rooms = new ConcurrentLinkedQueue<>();
  private long transformNanos;
  private long screenNanos;

  /** What one thread works in. */
  private final class Room {
    final float[] stripRe = new float[rowTransform.length()];
    final float[] stripIm = new float[rowTransform.length()];
    final float[] columnRe = new float[columnTransform.length()];
    final float[] columnIm = new float[columnTransform.length()];
    final double[] turns = new double[BLOCK];
    final float[] cos = new float[BLOCK];
    final float[] sin = new float[BLOCK];
  }

  FloatPlaneTransform(GriddingPlan plan, Workers workers, PixelPhases phases, Simd simd) {
    this.plan = plan;
    this.workers = workers;
    this.phases = phases;
    this.width = plan.geometry().width();
    this.height = plan.geometry().height();
    this.gridU = plan.gridU();
    this.gridV = plan.gridV();
    this.rowTransform = FloatFft2d.of(tileRoom(plan.tileV()), gridU, simd);
    this.columnTransform = FloatFft2d.of(gridV, BLOCK, simd);
    this.rowsRe = new float[Math.multiplyExact(gridV, width)];
    this.rowsIm = new float[rowsRe.length];
    this.held = new boolean[plan.tileRows()];
  }

  /** A good size that holds the rows of a tile. */
  private static int tileRoom(int tileV) {
    return dev.fringe.imaging.fft.FastSizes.atLeast(tileV);
  }

  double transformSeconds() {
    return transformNanos * 1e-9;
  }

  double screenSeconds() {
    return screenNanos * 1e-9;
  }

  private Room room() {
    Room room = rooms.poll();
    return room == null ? new Room() : room;
  }

  /**
   * Adds a plane's image, turned by its screen, to a sum of images.
   *
   * @param number the plane lies at w = number · plane distance
   * @param plane the plane, or one without tiles
   * @param opposite the plane at -number, or one without tiles
   */
  void toImage(int number, FloatPlane plane, FloatPlane opposite, float[] sum) {
    long start = System.nanoTime();
    workers.forEach(
        plan.tileRows(),
        strip -> {
          Room room = room();
          held[strip] = load(strip, plane, opposite, room);
          if (held[strip]) {
            rowTransform.transformRows(
                room.stripRe, room.stripIm, 0, plan.tileV(), Direction.FORWARD, ALONE);
            int half = width / 2;
            for (int r = 0; r < plan.tileV(); r++) {
              int from = r * rowTransform.stride();
              int to = (strip * plan.tileV() + r) * width;
              System.arraycopy(room.stripRe, from + gridU - half, rowsRe, to, half);
              System.arraycopy(room.stripIm, from + gridU - half, rowsIm, to, half);
              System.arraycopy(room.stripRe, from, rowsRe, to + half, width - half);
              System.arraycopy(room.stripIm, from, rowsIm, to + half, width - half);
            }
          }
          rooms.add(room);
        });
    long middle = System.nanoTime();
    workers.forEach(
        (width + BLOCK - 1) / BLOCK,
        block -> {
          Room room = room();
          int x = block * BLOCK;
          int n = Math.min(BLOCK, width - x);
          loadColumns(x, n, room);
          columnTransform.transformColumns(
              room.columnRe, room.columnIm, 0, n, Direction.FORWARD, ALONE);
          for (int y = 0; y < height; y++) {
            addRow(number, x, n, y, room, sum);
          }
          rooms.add(room);
        });
    transformNanos += middle - start;
    screenNanos += System.nanoTime() - middle;
  }

  private boolean load(int strip, FloatPlane plane, FloatPlane opposite, Room room) {
    boolean any = false;
    Arrays.fill(room.stripRe, 0);
    Arrays.fill(room.stripIm, 0);
    int tileU = plan.tileU();
    int stride = rowTransform.stride();
    for (int column = 0; column < plan.tileColumns(); column++) {
      int tile = strip * plan.tileColumns() + column;
      if (plane.has(tile)) {
        any = true;
        float[] values = plane.tile(tile);
        for (int r = 0; r < plan.tileV(); r++) {
          int to = r * stride + column * tileU;
          int from = r * 2 * tileU;
          for (int c = 0; c < tileU; c++) {
            room.stripRe[to + c] = values[from + 2 * c];
            room.stripIm[to + c] = values[from + 2 * c + 1];
          }
        }
      }
    }
    for (int r = 0; r < plan.tileV(); r++) {
      int row = (gridV - strip * plan.tileV() - r) % gridV;
      int line = row / plan.tileV();
      int from = row % plan.tileV() * 2 * tileU;
      for (int column = 0; column < plan.tileColumns(); column++) {
        int tile = line * plan.tileColumns() + column;
        if (opposite.has(tile)) {
          any = true;
          float[] values = opposite.tile(tile);
          for (int c = 0; c < tileU; c++) {
            int to = r * stride + (gridU - column * tileU - c) % gridU;
            room.stripRe[to] += values[from + 2 * c];
            room.stripIm[to] -= values[from + 2 * c + 1];
          }
        }
      }
    }
    return any;
  }

  private void loadColumns(int x, int n, Room room) {
    int stride = columnTransform.stride();
    for (int strip = 0; strip < plan.tileRows(); strip++) {
      for (int r = strip * plan.tileV(); r < (strip + 1) * plan.tileV(); r++) {
        if (held[strip]) {
          System.arraycopy(rowsRe, r * width + x, room.columnRe, r * stride, n);
          System.arraycopy(rowsIm, r * width + x, room.columnIm, r * stride, n);
        } else {
          Arrays.fill(room.columnRe, r * stride, r * stride + n, 0);
          Arrays.fill(room.columnIm, r * stride, r * stride + n, 0);
        }
      }
    }
  }

  /** The grid row that is row y of the image. */
  private int gridRow(int y) {
    int row = y - height / 2;
    return row < 0 ? row + gridV : row;
  }

  private void addRow(int number, int x, int n, int y, Room room, float[] sum) {
    final float[] re = room.columnRe;
    final float[] im = room.columnIm;
    int from = gridRow(y) * columnTransform.stride();
    int to = y * width + x;
    if (number == 0) {
      for (int i = 0; i < n; i++) {
        sum[to + i] += re[from + i];
      }
      return;
    }
    screen(number, x, n, y, room);
    for (int i = 0; i < n; i++) {
      sum[to + i] += re[from + i] * room.cos[i] + im[from + i] * room.sin[i];
    }
  }

  private void screen(int number, int x, int n, int y, Room room) {
    final double[] turns = phases.turns();
    int at = phases.rowStart(y) + x;
    for (int i = 0; i < n; i++) {
      room.turns[i] = number * turns[at + i];
    }
    FloatTurns.cosSin(room.turns, n, room.cos, room.sin);
  }

  /**
   * Fills the tiles of a plane, and of the plane opposite, from a model image that was corrected
   * for the kernel.
   *
   * @param plane holds all tiles that are wanted, and no others
   * @param opposite likewise
   */
  void fromImage(int number, float[] model, FloatPlane plane, FloatPlane opposite) {
    long start = System.nanoTime();
    findWanted(plane, opposite);
    workers.forEach(
        (width + BLOCK - 1) / BLOCK,
        block -> {
          Room room = room();
          int x = block * BLOCK;
          int n = Math.min(BLOCK, width - x);
          Arrays.fill(room.columnRe, 0);
          Arrays.fill(room.columnIm, 0);
          for (int y = 0; y < height; y++) {
            setRow(number, x, n, y, room, model);
          }
          columnTransform.transformColumns(
              room.columnRe, room.columnIm, 0, n, Direction.INVERSE, ALONE);
          storeColumns(x, n, room);
          rooms.add(room);
        });
    long middle = System.nanoTime();
    workers.forEach(
        plan.tileRows(),
        strip -> {
          if (held[strip]) {
            Room room = room();
            expandRows(strip, room);
            rowTransform.transformRows(
                room.stripRe, room.stripIm, 0, plan.tileV(), Direction.INVERSE, ALONE);
            store(strip, plane, opposite, room);
            rooms.add(room);
          }
        });
    screenNanos += middle - start;
    transformNanos += System.nanoTime() - middle;
  }

  private void findWanted(FloatPlane plane, FloatPlane opposite) {
    Arrays.fill(held, false);
    for (int line = 0; line < plan.tileRows(); line++) {
      for (int column = 0; column < plan.tileColumns(); column++) {
        int tile = line * plan.tileColumns() + column;
        held[line] |= plane.has(tile);
        if (opposite.has(tile)) {
          int first = (gridV - line * plan.tileV()) % gridV;
          int last = (gridV - line * plan.tileV() - plan.tileV() + 1) % gridV;
          held[first / plan.tileV()] = true;
          held[last / plan.tileV()] = true;
        }
      }
    }
  }

  private void setRow(int number, int x, int n, int y, Room room, float[] model) {
    int to = gridRow(y) * columnTransform.stride();
    int from = y * width + x;
    if (number == 0) {
      System.arraycopy(model, from, room.columnRe, to, n);
      return;
    }
    screen(number, x, n, y, room);
    for (int i = 0; i < n; i++) {
      room.columnRe[to + i] = model[from + i] * room.cos[i];
      room.columnIm[to + i] = model[from + i] * room.sin[i];
    }
  }

  private void storeColumns(int x, int n, Room room) {
    int stride = columnTransform.stride();
    for (int strip = 0; strip < plan.tileRows(); strip++) {
      if (held[strip]) {
        for (int r = strip * plan.tileV(); r < (strip + 1) * plan.tileV(); r++) {
          System.arraycopy(room.columnRe, r * stride, rowsRe, r * width + x, n);
          System.arraycopy(room.columnIm, r * stride, rowsIm, r * width + x, n);
        }
      }
    }
  }

  private void expandRows(int strip, Room room) {
    int half = width / 2;
    for (int r = 0; r < plan.tileV(); r++) {
      int to = r * rowTransform.stride();
      int from = (strip * plan.tileV() + r) * width;
      System.arraycopy(rowsRe, from, room.stripRe, to + gridU - half, half);
      System.arraycopy(rowsIm, from, room.stripIm, to + gridU - half, half);
      System.arraycopy(rowsRe, from + half, room.stripRe, to, width - half);
      System.arraycopy(rowsIm, from + half, room.stripIm, to, width - half);
      Arrays.fill(room.stripRe, to + width - half, to + gridU - half, 0);
      Arrays.fill(room.stripIm, to + width - half, to + gridU - half, 0);
    }
  }

  private void store(int strip, FloatPlane plane, FloatPlane opposite, Room room) {
    int tileU = plan.tileU();
    int stride = rowTransform.stride();
    for (int column = 0; column < plan.tileColumns(); column++) {
      int tile = strip * plan.tileColumns() + column;
      if (plane.has(tile)) {
        float[] values = plane.tile(tile);
        for (int r = 0; r < plan.tileV(); r++) {
          int from = r * stride + column * tileU;
          int to = r * 2 * tileU;
          for (int c = 0; c < tileU; c++) {
            values[to + 2 * c] = room.stripRe[from + c];
            values[to + 2 * c + 1] = room.stripIm[from + c];
          }
        }
      }
    }
    for (int r = 0; r < plan.tileV(); r++) {
      int row = (gridV - strip * plan.tileV() - r) % gridV;
      int line = row / plan.tileV();
      int to = row % plan.tileV() * 2 * tileU;
      for (int column = 0; column < plan.tileColumns(); column++) {
        int tile = line * plan.tileColumns() + column;
        if (opposite.has(tile)) {
          float[] values = opposite.tile(tile);
          for (int c = 0; c < tileU; c++) {
            int from = r * stride + (gridU - column * tileU - c) % gridU;
            values[to + 2 * c] = room.stripRe[from];
            values[to + 2 * c + 1] = -room.stripIm[from];
          }
        }
      }
    }
  }

  private static final Workers ALONE = Workers.single();
}
