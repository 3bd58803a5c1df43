package dev.fringe.imaging.gridding;

import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;

/**
 * An image from its coarser pixels, and the adjoint of that: what a model adds up to at the coarser
 * pixels. Either way a pixel is a weighted sum of a run of others along each axis. Strips of rows
 * are turned about in between, so that lanes are neighbours in both.
 */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class FloatFinerImage {

  /** Pixels that are turned about at once. */
  private static final int BLOCK = 16;

  private final Workers workers;
  private final FloatWeightedSum sums;
  private final FloatAxisWeights finerL;
  private final FloatAxisWeights finerM;
  private final FloatAxisWeights coarserL;
  private final FloatAxisWeights coarserM;

  FloatFinerImage(PlanePixels pixels, Workers workers, Simd simd) {
    this.workers = workers;
    this.sums = FloatWeightedSum.of(simd);
    this.finerL = FloatAxisWeights.finer(pixels.alongL());
    this.finerM = FloatAxisWeights.finer(pixels.alongM());
    this.coarserL = finerL.transposed();
    this.coarserM = finerM.transposed();
  }

  /** Adds the image of coarse pixels to a sum. */
  void addTo(float[] sum, float[] coarse) {
    apply(finerL, finerM, coarse, sum);
  }

  /** What the adjoint of {@link #addTo} makes of an image: one value for each coarse pixel. */
  float[] adjoint(float[] image) {
    float[] coarse = new float[Math.multiplyExact(coarserL.outputs(), coarserM.outputs())];
    apply(coarserL, coarserM, image, coarse);
    return coarse;
  }

  private void apply(FloatAxisWeights alongL, FloatAxisWeights alongM, float[] from, float[] to) {
    final int rows = FloatWeightedSum.LENGTH;
    int strips = (alongM.outputs() + rows - 1) / rows;
    workers.forEach(
        strips,
        strip -> {
          int first = strip * rows;
          int count = Math.min(rows, alongM.outputs() - first);
          float[] turned = new float[alongL.inputs() * rows];
          sumRows(alongM, from, alongL.inputs(), first, count, turned);
          sumColumns(alongL, turned, first, count, to);
        });
  }

  /** Sums of whole rows, turned about: row r of the strip is value r of each column. */
  private void sumRows(
      FloatAxisWeights alongM, float[] from, int width, int first, int count, float[] turned) {
    final int rows = FloatWeightedSum.LENGTH;
    float[] line = new float[rows];
    for (int begin = 0; begin < width; begin += rows) {
      int columns = Math.min(rows, width - begin);
      for (int r = 0; r < count; r++) {
        int y = first + r;
        int at = alongM.firstInput(y) * width + begin;
        sums.sum(from, at, width, columns, alongM, y, line, 0);
        for (int x = 0; x < columns; x++) {
          turned[(begin + x) * rows + r] = line[x];
        }
      }
    }
  }

  /** Sums along the rows of a strip, turned back. */
  private void sumColumns(
      FloatAxisWeights alongL, float[] turned, int first, int count, float[] to) {
    final int rows = FloatWeightedSum.LENGTH;
    int width = alongL.outputs();
    float[] block = new float[BLOCK * rows];
    for (int begin = 0; begin < width; begin += BLOCK) {
      int columns = Math.min(BLOCK, width - begin);
      for (int x = 0; x < columns; x++) {
        int at = alongL.firstInput(begin + x) * rows;
        sums.sum(turned, at, rows, rows, alongL, begin + x, block, x * rows);
      }
      for (int r = 0; r < count; r++) {
        int line = (first + r) * width + begin;
        for (int x = 0; x < columns; x++) {
          to[line + x] += block[x * rows + r];
        }
      }
    }
  }
}
