package dev.fringe.imaging.gridding;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eight rows of cells, held in registers: a variable for each, since vectors in an array would not
 * stay there. The build makes the forms for four to seven rows of this one by leaving out the lines
 * of the rows that are not there, so each line speaks of one row only.
 */
final class FloatRows8 extends FloatRows {

  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

  @Override
  int rows() {
    return 8;
  }

  @Override
  void spread(
      FloatBatch batch,
      float[] cells,
      FloatTileBuffer buffer,
      int fromPlane,
      int toPlane,
      int row,
      int vector) {
    final float[] kv = batch.kernelV;
    final float[] kw = batch.kernelW;
    final float[] xs = batch.scratch;
    final int pitch = batch.pitch;
    final int xPitch = 2 * pitch;
    final int stride = buffer.stride;
    final int planeSize = buffer.planeSize;
    final int offset = row * stride + vector * SPECIES.length() + fromPlane * planeSize;
    for (int run = 0; run < batch.runs; run++) {
      int first = batch.runStarts[run];
      int end = batch.runStarts[run + 1];
      int at = buffer.offset(batch.cells[first]) + offset;
      for (int plane = fromPlane; plane < toPlane; plane++) {
        FloatVector b0 = FloatVector.fromArray(SPECIES, cells, at);
        FloatVector b1 = FloatVector.fromArray(SPECIES, cells, at + stride);
        FloatVector b2 = FloatVector.fromArray(SPECIES, cells, at + 2 * stride);
        FloatVector b3 = FloatVector.fromArray(SPECIES, cells, at + 3 * stride);
        FloatVector b4 = FloatVector.fromArray(SPECIES, cells, at + 4 * stride);
        FloatVector b5 = FloatVector.fromArray(SPECIES, cells, at + 5 * stride);
        FloatVector b6 = FloatVector.fromArray(SPECIES, cells, at + 6 * stride);
        FloatVector b7 = FloatVector.fromArray(SPECIES, cells, at + 7 * stride);
        for (int s = first; s < end; s++) {
          int v = s * pitch + row;
          FloatVector x =
              FloatVector.fromArray(SPECIES, xs, s * xPitch + vector * SPECIES.length())
                  .mul(FloatVector.broadcast(SPECIES, kw[s * pitch + plane]));
          b0 = x.fma(FloatVector.broadcast(SPECIES, kv[v]), b0);
          b1 = x.fma(FloatVector.broadcast(SPECIES, kv[v + 1]), b1);
          b2 = x.fma(FloatVector.broadcast(SPECIES, kv[v + 2]), b2);
          b3 = x.fma(FloatVector.broadcast(SPECIES, kv[v + 3]), b3);
          b4 = x.fma(FloatVector.broadcast(SPECIES, kv[v + 4]), b4);
          b5 = x.fma(FloatVector.broadcast(SPECIES, kv[v + 5]), b5);
          b6 = x.fma(FloatVector.broadcast(SPECIES, kv[v + 6]), b6);
          b7 = x.fma(FloatVector.broadcast(SPECIES, kv[v + 7]), b7);
        }
        b0.intoArray(cells, at);
        b1.intoArray(cells, at + stride);
        b2.intoArray(cells, at + 2 * stride);
        b3.intoArray(cells, at + 3 * stride);
        b4.intoArray(cells, at + 4 * stride);
        b5.intoArray(cells, at + 5 * stride);
        b6.intoArray(cells, at + 6 * stride);
        b7.intoArray(cells, at + 7 * stride);
        at += planeSize;
      }
    }
  }

  @Override
  void collect(
      FloatBatch batch,
      float[] cells,
      FloatTileBuffer buffer,
      int fromPlane,
      int toPlane,
      int row,
      int vector) {
    final float[] kv = batch.kernelV;
    final float[] kw = batch.kernelW;
    final float[] sums = batch.scratch;
    final int pitch = batch.pitch;
    final int stride = buffer.stride;
    final int planeSize = buffer.planeSize;
    final int offset = row * stride + vector * SPECIES.length() + fromPlane * planeSize;
    for (int run = 0; run < batch.runs; run++) {
      int first = batch.runStarts[run];
      int end = batch.runStarts[run + 1];
      int corner = buffer.offset(batch.cells[first]) + offset;
      if (end - first == 1) {
        int at = corner;
        int v = first * pitch + row;
        int to = first * 2 * pitch + vector * SPECIES.length();
        FloatVector sum = FloatVector.fromArray(SPECIES, sums, to);
        for (int plane = fromPlane; plane < toPlane; plane++) {
          FloatVector b0 = FloatVector.fromArray(SPECIES, cells, at);
          FloatVector b1 = FloatVector.fromArray(SPECIES, cells, at + stride);
          FloatVector b2 = FloatVector.fromArray(SPECIES, cells, at + 2 * stride);
          FloatVector b3 = FloatVector.fromArray(SPECIES, cells, at + 3 * stride);
          FloatVector b4 = FloatVector.fromArray(SPECIES, cells, at + 4 * stride);
          FloatVector b5 = FloatVector.fromArray(SPECIES, cells, at + 5 * stride);
          FloatVector b6 = FloatVector.fromArray(SPECIES, cells, at + 6 * stride);
          FloatVector b7 = FloatVector.fromArray(SPECIES, cells, at + 7 * stride);
          FloatVector r = b0.mul(FloatVector.broadcast(SPECIES, kv[v]));
          r = b1.fma(FloatVector.broadcast(SPECIES, kv[v + 1]), r);
          r = b2.fma(FloatVector.broadcast(SPECIES, kv[v + 2]), r);
          r = b3.fma(FloatVector.broadcast(SPECIES, kv[v + 3]), r);
          r = b4.fma(FloatVector.broadcast(SPECIES, kv[v + 4]), r);
          r = b5.fma(FloatVector.broadcast(SPECIES, kv[v + 5]), r);
          r = b6.fma(FloatVector.broadcast(SPECIES, kv[v + 6]), r);
          r = b7.fma(FloatVector.broadcast(SPECIES, kv[v + 7]), r);
          sum = r.fma(FloatVector.broadcast(SPECIES, kw[first * pitch + plane]), sum);
          at += planeSize;
        }
        sum.intoArray(sums, to);
      } else {
        int at = corner;
        for (int plane = fromPlane; plane < toPlane; plane++) {
          FloatVector b0 = FloatVector.fromArray(SPECIES, cells, at);
          FloatVector b1 = FloatVector.fromArray(SPECIES, cells, at + stride);
          FloatVector b2 = FloatVector.fromArray(SPECIES, cells, at + 2 * stride);
          FloatVector b3 = FloatVector.fromArray(SPECIES, cells, at + 3 * stride);
          FloatVector b4 = FloatVector.fromArray(SPECIES, cells, at + 4 * stride);
          FloatVector b5 = FloatVector.fromArray(SPECIES, cells, at + 5 * stride);
          FloatVector b6 = FloatVector.fromArray(SPECIES, cells, at + 6 * stride);
          FloatVector b7 = FloatVector.fromArray(SPECIES, cells, at + 7 * stride);
          for (int s = first; s < end; s++) {
            int v = s * pitch + row;
            int to = s * 2 * pitch + vector * SPECIES.length();
            FloatVector r = b0.mul(FloatVector.broadcast(SPECIES, kv[v]));
            r = b1.fma(FloatVector.broadcast(SPECIES, kv[v + 1]), r);
            r = b2.fma(FloatVector.broadcast(SPECIES, kv[v + 2]), r);
            r = b3.fma(FloatVector.broadcast(SPECIES, kv[v + 3]), r);
            r = b4.fma(FloatVector.broadcast(SPECIES, kv[v + 4]), r);
            r = b5.fma(FloatVector.broadcast(SPECIES, kv[v + 5]), r);
            r = b6.fma(FloatVector.broadcast(SPECIES, kv[v + 6]), r);
            r = b7.fma(FloatVector.broadcast(SPECIES, kv[v + 7]), r);
            r.fma(
                    FloatVector.broadcast(SPECIES, kw[s * pitch + plane]),
                    FloatVector.fromArray(SPECIES, sums, to))
                .intoArray(sums, to);
          }
          at += planeSize;
        }
      }
    }
  }
}
