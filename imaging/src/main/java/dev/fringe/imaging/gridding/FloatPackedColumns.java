package dev.fringe.imaging.gridding;

import dev.fringe.imaging.visibility.SampleBlock;
import java.util.Arrays;

/** The columns being filled, bucket by bucket; within a bucket samples are ordered by cell. */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class FloatPackedColumns {

  private final int polarisations;
  private final int[] cells;
  private final float[] fractionsU;
  private final float[] fractionsV;
  private final float[] fractionsW;
  private final float[] weights;
  private final float[][] real;
  private final float[][] imaginary;
  private final long[] sources;
  private final int[] cellStarts;
  private int at;

  // The bucket at hand, in the order of rows and channels.
  private int size;
  private int[] stagedCells = new int[0];
  private double[] stagedTurns = new double[0];
  private float[] stagedU = new float[0];
  private float[] stagedV = new float[0];
  private float[] stagedW = new float[0];
  private float[] cos = new float[0];
  private float[] sin = new float[0];
  private float[] stagedWeights = new float[0];
  private float[][] stagedReal;
  private float[][] stagedImaginary;
  private long[] stagedSources = new long[0];
  private int[] places = new int[0];

  FloatPackedColumns(GriddingPlan plan, int polarisations, int count, long[] sources) {
    this.polarisations = polarisations;
    this.sources = sources;
    cells = new int[count];
    fractionsU = new float[count];
    fractionsV = new float[count];
    fractionsW = new float[count];
    weights = new float[count];
    real = new float[polarisations][count];
    imaginary = new float[polarisations][count];
    stagedReal = new float[polarisations][0];
    stagedImaginary = new float[polarisations][0];
    cellStarts = new int[plan.tileU() * plan.tileV() + 1];
  }

  void beginBucket(int samples) {
    size = 0;
    if (stagedCells.length < samples) {
      int capacity = samples + samples / 2 + 64;
      stagedCells = new int[capacity];
      stagedTurns = new double[capacity];
      stagedU = new float[capacity];
      stagedV = new float[capacity];
      stagedW = new float[capacity];
      cos = new float[capacity];
      sin = new float[capacity];
      stagedWeights = new float[capacity];
      stagedReal = new float[polarisations][capacity];
      stagedImaginary = new float[polarisations][capacity];
      stagedSources = new long[sources.length == 0 ? 0 : capacity];
      places = new int[capacity];
    }
  }

  /**
   * @param row counted over all blocks
   * @param blockRow counted in the block
   */
  void addRun(KernelCoordinates run, SampleBlock block, int row, int blockRow) {
    int n = run.length;
    int source = blockRow * block.channels() + run.firstChannel;
    float sign = run.conjugated ? -1 : 1;
    System.arraycopy(run.cells, 0, stagedCells, size, n);
    System.arraycopy(run.turns, 0, stagedTurns, size, n);
    for (int i = 0; i < n; i++) {
      stagedU[size + i] = (float) run.fractionU[i];
      stagedV[size + i] = (float) run.fractionV[i];
      stagedW[size + i] = (float) run.fractionW[i];
      stagedWeights[size + i] = block.weight()[source + i];
    }
    for (int p = 0; p < polarisations; p++) {
      final var re = block.real()[p];
      final var im = block.imaginary()[p];
      for (int i = 0; i < n; i++) {
        stagedReal[p][size + i] = re[source + i];
        stagedImaginary[p][size + i] = sign * im[source + i];
      }
    }
    if (sources.length > 0) {
      for (int i = 0; i < n; i++) {
        long origin = (long) row << 32 | (run.firstChannel + i);
        stagedSources[size + i] = run.conjugated ? ~origin : origin;
      }
    }
    size += n;
  }

  void endBucket() {
    FloatTurns.cosSin(stagedTurns, size, cos, sin);
    placeByCell();
    for (int i = 0; i < size; i++) {
      int to = places[i];
      cells[to] = stagedCells[i];
      fractionsU[to] = stagedU[i];
      fractionsV[to] = stagedV[i];
      fractionsW[to] = stagedW[i];
      weights[to] = stagedWeights[i];
    }
    for (int p = 0; p < polarisations; p++) {
      final float[] re = stagedReal[p];
      final float[] im = stagedImaginary[p];
      for (int i = 0; i < size; i++) {
        int to = places[i];
        real[p][to] = re[i] * cos[i] + im[i] * sin[i];
        imaginary[p][to] = im[i] * cos[i] - re[i] * sin[i];
      }
    }
    if (sources.length > 0) {
      for (int i = 0; i < size; i++) {
        sources[places[i]] = stagedSources[i];
      }
    }
    at += size;
  }

  /** Counting sort; sets where each staged sample goes. */
  private void placeByCell() {
    Arrays.fill(cellStarts, 0);
    for (int i = 0; i < size; i++) {
      cellStarts[stagedCells[i] + 1]++;
    }
    int start = at;
    for (int c = 0; c < cellStarts.length; c++) {
      start += cellStarts[c];
      cellStarts[c] = start;
    }
    for (int i = 0; i < size; i++) {
      places[i] = cellStarts[stagedCells[i]]++;
    }
  }

  PackedFloatSamples samples(int[] buckets, int[] starts) {
    return new FloatSampleArrays(
        buckets, starts, cells, fractionsU, fractionsV, fractionsW, weights, real, imaginary);
  }
}
