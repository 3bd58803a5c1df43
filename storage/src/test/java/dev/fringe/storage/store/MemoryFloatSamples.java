package dev.fringe.storage.store;

import dev.fringe.imaging.gridding.PackedFloatSamples;
import java.util.Random;

/** Packed samples in arrays, with values from a seed. */
final class MemoryFloatSamples implements PackedFloatSamples {

  final int[] runBuckets;
  final int[] runStarts;
  final int[] cells;
  final float[][] columns;

  /** As many polarisations as asked for, and up to {@code runs} runs over {@code samples}. */
  MemoryFloatSamples(int samples, int polarisations, int runs, long seed) {
    Random random = new Random(seed);
    runBuckets = new int[runs];
    runStarts = new int[runs + 1];
    for (int run = 0; run < runs; run++) {
      runBuckets[run] = (run == 0 ? 0 : runBuckets[run - 1]) + 1 + random.nextInt(5);
      runStarts[run + 1] = (int) ((long) samples * (run + 1) / runs);
    }
    cells = random.ints(samples, 0, 256).toArray();
    columns = new float[4 + 2 * polarisations][samples];
    for (float[] column : columns) {
      for (int i = 0; i < samples; i++) {
        column[i] = random.nextFloat() * 2 - 1;
      }
    }
  }

  @Override
  public int samples() {
    return cells.length;
  }

  @Override
  public int polarisations() {
    return (columns.length - 4) / 2;
  }

  @Override
  public int runs() {
    return runBuckets.length;
  }

  @Override
  public int runBucket(int run) {
    return runBuckets[run];
  }

  @Override
  public int runStart(int run) {
    return runStarts[run];
  }

  @Override
  public void cells(int from, int count, int[] into, int at) {
    System.arraycopy(cells, from, into, at, count);
  }

  @Override
  public void fractionsU(int from, int count, float[] into, int at) {
    System.arraycopy(columns[0], from, into, at, count);
  }

  @Override
  public void fractionsV(int from, int count, float[] into, int at) {
    System.arraycopy(columns[1], from, into, at, count);
  }

  @Override
  public void fractionsW(int from, int count, float[] into, int at) {
    System.arraycopy(columns[2], from, into, at, count);
  }

  @Override
  public void weights(int from, int count, float[] into, int at) {
    System.arraycopy(columns[3], from, into, at, count);
  }

  @Override
  public void real(int polarisation, int from, int count, float[] into, int at) {
    System.arraycopy(columns[4 + 2 * polarisation], from, into, at, count);
  }

  @Override
  public void imaginary(int polarisation, int from, int count, float[] into, int at) {
    System.arraycopy(columns[5 + 2 * polarisation], from, into, at, count);
  }
}
