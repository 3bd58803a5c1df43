package dev.fringe.imaging.fft;

import dev.fringe.imaging.parallel.Workers;

/** Two-dimensional transform on the Vector API. */
final class VectorFloatFft2d extends FloatFft2d {

  private final FloatColumns columnPass;
  private final FloatRows rowPass;

  VectorFloatFft2d(int rows, int columns) {
    super(rows, columns);
    FloatLadder ladder = new FloatLadder(rows);
    this.columnPass = new FloatColumns(ladder, stride());
    this.rowPass = new FloatRows(rows == columns ? ladder : new FloatLadder(columns), stride());
  }

  @Override
  void forwardRows(float[] re, float[] im, int fromRow, int toRow, Workers workers) {
    rowPass.forward(re, im, fromRow, toRow, workers);
  }

  @Override
  void forwardColumns(float[] re, float[] im, int fromColumn, int toColumn, Workers workers) {
    columnPass.forward(re, im, fromColumn, toColumn, workers);
  }
}
