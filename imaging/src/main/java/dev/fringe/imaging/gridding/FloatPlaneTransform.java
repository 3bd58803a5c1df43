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

  private static final int BLOCK = ColumnBlocks.COLUMNS;

  private final GriddingPlan plan;
  private final Workers workers;
  private final FloatPixelPhases phases;
  private final FloatScreen screen;
  private final FloatCells cells;
  private final int width;
  private final int height;
  private final int gridU;
  private final int gridV;
  private final FloatFft2d rowTransform;
  private final FloatFft2d columnTransform;

  private final ColumnBlocks imageBlocks;

  /** After the transform along rows: rows of the grid, columns of the image. */
  private final ColumnBlocks rowBlocks;

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
    final float[] cos = new float[BLOCK];
    final float[] sin = new float[BLOCK];
  }

  FloatPlaneTransform(GriddingPlan plan, Workers workers, FloatPixelPhases phases, Simd simd) {
    this.plan = plan;
    this.workers = workers;
    this.phases = phases;
    this.screen = FloatScreen.of(simd);
    this.cells = FloatCells.of(simd);
    this.width = plan.pixels().geometry().width();
    this.height = plan.pixels().geometry().height();
    this.gridU = plan.gridU();
    this.gridV = plan.gridV();
    this.rowTransform = FloatFft2d.of(FloatCells.roundedUp(plan.tileV()), gridU, simd);
    this.columnTransform = FloatFft2d.of(gridV, BLOCK, simd);
    this.imageBlocks = new ColumnBlocks(width, height);
    this.rowBlocks = new ColumnBlocks(width, gridV);
    this.rowsRe = new float[rowBlocks.length()];
    this.rowsIm = new float[rowsRe.length];
    this.held = new boolean[plan.tileRows()];
  }

  /** The order of the images that planes are added to, or made from. */
  ColumnBlocks imageBlocks() {
    return imageBlocks;
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
                room.stripRe, room.stripIm, 0, rowTransform.rows(), Direction.FORWARD, ALONE);
            cropRows(strip, room);
          }
          rooms.add(room);
        });
    long middle = System.nanoTime();
    workers.forEach(
        rowBlocks.blocks(),
        block -> {
          Room room = room();
          loadColumns(block, room);
          columnTransform.transformColumns(
              room.columnRe, room.columnIm, 0, BLOCK, Direction.FORWARD, ALONE);
          for (int y = 0; y < height; y++) {
            addRows(number, block, y, room, sum);
          }
          rooms.add(room);
        });
    transformNanos += middle - start;
    screenNanos += System.nanoTime() - middle;
  }

  private boolean load(int strip, FloatPlane plane, FloatPlane opposite, Room room) {
    boolean any = false;
    int tileU = plan.tileU();
    int stride = rowTransform.stride();
    // From left to right: what a tile writes past its last column, its neighbour overwrites.
    for (int column = 0; column < plan.tileColumns(); column++) {
      int tile = strip * plan.tileColumns() + column;
      boolean has = plane.has(tile);
      any |= has;
      for (int r = 0; r < plan.tileV(); r++) {
        int to = r * stride + column * tileU;
        if (has) {
          cells.split(plane.tile(tile), r * 2 * tileU, tileU, room.stripRe, room.stripIm, to);
        } else {
          Arrays.fill(room.stripRe, to, to + tileU, 0);
          Arrays.fill(room.stripIm, to, to + tileU, 0);
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

  /** Grid columns are image columns shifted by half the image, modulo the grid. */
  private void cropRows(int strip, Room room) {
    int half = width / 2;
    for (int block = 0; block < rowBlocks.blocks(); block++) {
      for (int r = 0; r < plan.tileV(); r++) {
        int to = rowBlocks.at(block, strip * plan.tileV() + r);
        int line = r * rowTransform.stride();
        int x = block * BLOCK;
        int end = Math.min(x + BLOCK, width);
        int middle = Math.clamp(half, x, end);
        int left = line + gridU - half + x;
        copy(room.stripRe, left, rowsRe, to, middle - x);
        copy(room.stripIm, left, rowsIm, to, middle - x);
        int right = line + middle - half;
        copy(room.stripRe, right, rowsRe, to + middle - x, end - middle);
        copy(room.stripIm, right, rowsIm, to + middle - x, end - middle);
      }
    }
  }

  /** Of 0 values nothing is copied, wherever they would lie. */
  private static void copy(float[] from, int at, float[] to, int toAt, int count) {
    if (count > 0) {
      System.arraycopy(from, at, to, toAt, count);
    }
  }

  private void loadColumns(int block, Room room) {
    int stride = columnTransform.stride();
    for (int strip = 0; strip < plan.tileRows(); strip++) {
      for (int r = strip * plan.tileV(); r < (strip + 1) * plan.tileV(); r++) {
        if (held[strip]) {
          int from = rowBlocks.at(block, r);
          System.arraycopy(rowsRe, from, room.columnRe, r * stride, BLOCK);
          System.arraycopy(rowsIm, from, room.columnIm, r * stride, BLOCK);
        } else {
          Arrays.fill(room.columnRe, r * stride, r * stride + BLOCK, 0);
          Arrays.fill(room.columnIm, r * stride, r * stride + BLOCK, 0);
        }
      }
    }
  }

  /** The grid row that is row y of the image. */
  private int gridRow(int y) {
    int row = y - height / 2;
    return row < 0 ? row + gridV : row;
  }

  /** Adds row y, and with it the row that has the same screen, which is then not added again. */
  private void addRows(int number, int block, int y, Room room, float[] sum) {
    int twin = phases.twin(y);
    if (number == 0) {
      Arrays.fill(room.cos, 1);
      Arrays.fill(room.sin, 0);
    } else if (twin < 0 || twin > y) {
      screen.cosSin(
          number, phases.high(), phases.low(), phases.at(block, y), BLOCK, room.cos, room.sin);
    } else {
      return;
    }
    addRow(block, y, room, sum);
    if (number != 0 && twin > y) {
      addRow(block, twin, room, sum);
    }
  }

  private void addRow(int block, int y, Room room, float[] sum) {
    int from = gridRow(y) * columnTransform.stride();
    screen.add(
        room.columnRe,
        room.columnIm,
        from,
        room.cos,
        room.sin,
        BLOCK,
        sum,
        imageBlocks.at(block, y));
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
        rowBlocks.blocks(),
        block -> {
          Room room = room();
          Arrays.fill(room.columnRe, 0);
          Arrays.fill(room.columnIm, 0);
          for (int y = 0; y < height; y++) {
            setRows(number, block, y, room, model);
          }
          columnTransform.transformColumns(
              room.columnRe, room.columnIm, 0, BLOCK, Direction.INVERSE, ALONE);
          storeColumns(block, room);
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
                room.stripRe, room.stripIm, 0, rowTransform.rows(), Direction.INVERSE, ALONE);
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

  private void setRows(int number, int block, int y, Room room, float[] model) {
    int twin = phases.twin(y);
    if (number == 0) {
      Arrays.fill(room.cos, 1);
      Arrays.fill(room.sin, 0);
    } else if (twin < 0 || twin > y) {
      screen.cosSin(
          number, phases.high(), phases.low(), phases.at(block, y), BLOCK, room.cos, room.sin);
    } else {
      return;
    }
    setRow(block, y, room, model);
    if (number != 0 && twin > y) {
      setRow(block, twin, room, model);
    }
  }

  private void setRow(int block, int y, Room room, float[] model) {
    int to = gridRow(y) * columnTransform.stride();
    screen.set(
        model,
        imageBlocks.at(block, y),
        room.cos,
        room.sin,
        BLOCK,
        room.columnRe,
        room.columnIm,
        to);
  }

  private void storeColumns(int block, Room room) {
    int stride = columnTransform.stride();
    for (int strip = 0; strip < plan.tileRows(); strip++) {
      if (held[strip]) {
        for (int r = strip * plan.tileV(); r < (strip + 1) * plan.tileV(); r++) {
          int to = rowBlocks.at(block, r);
          System.arraycopy(room.columnRe, r * stride, rowsRe, to, BLOCK);
          System.arraycopy(room.columnIm, r * stride, rowsIm, to, BLOCK);
        }
      }
    }
  }

  private void expandRows(int strip, Room room) {
    int half = width / 2;
    for (int r = 0; r < plan.tileV(); r++) {
      int line = r * rowTransform.stride();
      Arrays.fill(room.stripRe, line + width - half, line + gridU - half, 0);
      Arrays.fill(room.stripIm, line + width - half, line + gridU - half, 0);
      for (int block = 0; block < rowBlocks.blocks(); block++) {
        int from = rowBlocks.at(block, strip * plan.tileV() + r);
        int x = block * BLOCK;
        int end = Math.min(x + BLOCK, width);
        int middle = Math.clamp(half, x, end);
        int left = line + gridU - half + x;
        copy(rowsRe, from, room.stripRe, left, middle - x);
        copy(rowsIm, from, room.stripIm, left, middle - x);
        int right = line + middle - half;
        copy(rowsRe, from + middle - x, room.stripRe, right, end - middle);
        copy(rowsIm, from + middle - x, room.stripIm, right, end - middle);
      }
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
          cells.join(room.stripRe, room.stripIm, from, tileU, values, r * 2 * tileU);
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
