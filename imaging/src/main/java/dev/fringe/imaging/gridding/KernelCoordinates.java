package dev.fringe.imaging.gridding;

import dev.fringe.imaging.visibility.SampleBlock;

/** From uvw in metres to grid cells, fractions and buckets of a plan. */
final class KernelCoordinates {

  private final GriddingPlan plan;
  private final double cellsU;
  private final double cellsV;
  private final double limitU;
  private final double limitV;
  private final double phaseU;
  private final double phaseV;
  private final double phaseW;
  private final double planesPerLambda;
  private final int originPlane;
  private final boolean firstSlab;
  private final boolean lastSlab;
  private final double half;
  private final int gridU;
  private final int gridV;
  private final int tiles;
  private long outside;

  /** For each grid column its tile and its place in it, so that no division is needed. */
  private final int[] tileOfColumn;

  private final int[] placeInColumn;
  private final int[] tileOfRow;
  private final int[] placeInRow;

  private double[] scaledFor = {};
  private double[] perMetre = new double[0];

  /** Of the run last computed: */
  boolean conjugated;

  int firstChannel;
  int length;
  int[] cells = new int[64];
  double[] fractionU = new double[64];
  double[] fractionV = new double[64];
  double[] fractionW = new double[64];

  /** Turns by which the visibility must be turned back. */
  double[] turns = new double[64];

  KernelCoordinates(GriddingPlan plan) {
    this.plan = plan;
    this.cellsU = plan.cellsPerLambdaU();
    this.cellsV = plan.cellsPerLambdaV();
    this.limitU = 0.5 / plan.geometry().cellLRadians();
    this.limitV = 0.5 / plan.geometry().cellMRadians();
    this.phaseU = plan.geometry().centreL();
    this.phaseV = plan.geometry().centreM();
    this.phaseW = plan.centreNMinusOne() + plan.shift();
    this.planesPerLambda = 1 / plan.planeDistanceLambda();
    this.originPlane = plan.originPlane();
    this.firstSlab = plan.fromLambda() <= plan.wholeFromLambda();
    this.lastSlab = plan.toLambda() >= plan.wholeToLambda();
    this.half = 0.5 * plan.kernel().support();
    this.gridU = plan.gridU();
    this.gridV = plan.gridV();
    this.tiles = plan.tiles();
    this.tileOfColumn = new int[gridU];
    this.placeInColumn = new int[gridU];
    for (int column = 0; column < gridU; column++) {
      tileOfColumn[column] = column / plan.tileU();
      placeInColumn[column] = column % plan.tileU();
    }
    this.tileOfRow = new int[gridV];
    this.placeInRow = new int[gridV];
    for (int row = 0; row < gridV; row++) {
      tileOfRow[row] = row / plan.tileV() * plan.tileColumns();
      placeInRow[row] = row % plan.tileV() * plan.tileU();
    }
  }

  long outside() {
    return outside;
  }

  /**
   * Adds the runs of good samples in the slab, of rows [fromRow, toRow), of which the first is
   * number {@code firstRow} of all; returns how many samples they hold.
   */
  long findRuns(SampleBlock block, int fromRow, int toRow, int firstRow, SampleRuns runs) {
    scaleFor(block);
    final int channels = block.channels();
    final float[] weight = block.weight();
    long samples = 0;
    for (int row = fromRow; row < toRow; row++) {
      double w = block.wMetres()[row];
      double sign = w < 0 ? -1 : 1;
      w *= sign;
      double u = sign * block.uMetres()[row];
      double v = sign * block.vMetres()[row];
      if (!(Math.abs(u) + Math.abs(v) + w < Double.POSITIVE_INFINITY)) {
        continue;
      }
      double shearedU = (u + plan.shearU() * w) * cellsU;
      double shearedV = (v + plan.shearV() * w) * cellsV;
      int current = -1;
      int start = 0;
      for (int c = 0; c < channels; c++) {
        double scale = perMetre[c];
        int bucket = -1;
        if (isGood(block, weight, row * channels + c)) {
          bucket = bucket(u * scale, v * scale, w * scale, shearedU * scale, shearedV * scale);
        }
        if (bucket != current) {
          if (current >= 0) {
            runs.add(current, firstRow + row - fromRow, start, c - start);
            samples += c - start;
          }
          current = bucket;
          start = c;
        }
      }
      if (current >= 0) {
        runs.add(current, firstRow + row - fromRow, start, channels - start);
        samples += channels - start;
      }
    }
    return samples;
  }

  private static boolean isGood(SampleBlock block, float[] weights, int at) {
    float weight = weights[at];
    if (!(weight > 0 && weight < Float.POSITIVE_INFINITY)) {
      return false;
    }
    float zero = 0;
    for (int p = 0; p < block.polarisations(); p++) {
      zero += block.real()[p][at] * 0 + block.imaginary()[p][at] * 0;
    }
    return zero == 0;
  }

  private int bucket(double u, double v, double w, double cellU, double cellV) {
    if (w < plan.fromLambda() || w >= plan.toLambda()) {
      if ((w < plan.fromLambda() && firstSlab) || (w >= plan.toLambda() && lastSlab)) {
        outside++;
      }
      return -1;
    }
    if (!(Math.abs(u) <= limitU && Math.abs(v) <= limitV)) {
      outside++;
      return -1;
    }
    int firstU = wrapped((int) Math.ceil(cellU - half), gridU);
    int firstV = wrapped((int) Math.ceil(cellV - half), gridV);
    int plane = plan.flat() ? 0 : (int) Math.ceil(w * planesPerLambda - half);
    return (plane - originPlane) * tiles + tileOfRow[firstV] + tileOfColumn[firstU];
  }

  private static int wrapped(int cell, int grid) {
    int once = cell < 0 ? cell + grid : cell;
    return once >= 0 && once < grid ? once : Math.floorMod(once, grid);
  }

  /** Computes the coordinates of a run found by {@link #findRuns}. */
  void compute(SampleBlock block, int row, int firstChannel, int length) {
    scaleFor(block);
    if (cells.length < length) {
      cells = new int[2 * length];
      fractionU = new double[2 * length];
      fractionV = new double[2 * length];
      fractionW = new double[2 * length];
      turns = new double[2 * length];
    }
    this.firstChannel = firstChannel;
    this.length = length;
    double w = block.wMetres()[row];
    conjugated = w < 0;
    double sign = conjugated ? -1 : 1;
    w *= sign;
    double u = sign * block.uMetres()[row];
    double v = sign * block.vMetres()[row];
    double shearedU = (u + plan.shearU() * w) * cellsU;
    double shearedV = (v + plan.shearV() * w) * cellsV;
    double phase = u * phaseU + v * phaseV + w * phaseW;
    for (int i = 0; i < length; i++) {
      double scale = perMetre[firstChannel + i];
      double fromU = shearedU * scale - half;
      double fromV = shearedV * scale - half;
      double fromW = w * scale * planesPerLambda - half;
      double firstU = Math.ceil(fromU);
      double firstV = Math.ceil(fromV);
      fractionU[i] = 2 * (firstU - fromU) - 1;
      fractionV[i] = 2 * (firstV - fromV) - 1;
      fractionW[i] = 2 * (Math.ceil(fromW) - fromW) - 1;
      turns[i] = phase * scale;
      cells[i] =
          placeInRow[wrapped((int) firstV, gridV)] + placeInColumn[wrapped((int) firstU, gridU)];
    }
  }

  private void scaleFor(SampleBlock block) {
    double[] frequencies = block.frequenciesHz();
    if (scaledFor == frequencies) {
      return;
    }
    perMetre = new double[frequencies.length];
    for (int c = 0; c < perMetre.length; c++) {
      perMetre[c] = frequencies[c] / SampleBlock.SPEED_OF_LIGHT;
    }
    scaledFor = frequencies;
  }
}
