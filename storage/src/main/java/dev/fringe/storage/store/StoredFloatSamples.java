package dev.fringe.storage.store;

import dev.fringe.imaging.gridding.PackedFloatSamples;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Packed samples whose columns lie in a mapped file. Reading copies out of the system's page cache;
 * nothing else is held in memory but the index of runs. May be read by several threads. Reading
 * after {@link #close} throws {@link IllegalStateException}.
 */
public final class StoredFloatSamples implements PackedFloatSamples, AutoCloseable {

  private static final ValueLayout.OfInt INTS =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat VALUES =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Arena arena;
  private final int samples;
  private final int[] runEnds;
  private final int[] runBuckets;
  private final MemorySegment cells;
  private final MemorySegment fractionsU;
  private final MemorySegment fractionsV;
  private final MemorySegment fractionsW;
  private final MemorySegment weights;
  private final MemorySegment[] real;
  private final MemorySegment[] imaginary;

  private StoredFloatSamples(ColumnFile file, Arena arena) throws IOException {
    this.arena = arena;
    if (file.rows() > Integer.MAX_VALUE) {
      throw file.fault("holds %d samples, more than one part may".formatted(file.rows()));
    }
    samples = (int) file.rows();
    runEnds = file.column("bucket/run_ends", ColumnType.INT).toArray(INTS);
    runBuckets = file.column("bucket/values", ColumnType.INT).toArray(INTS);
    int lastEnd = runEnds.length == 0 ? 0 : runEnds[runEnds.length - 1];
    if (lastEnd != samples || runBuckets.length != runEnds.length) {
      throw file.fault("is damaged: its runs end at %d of %d".formatted(lastEnd, samples));
    }
    cells = checked(file, "cell", ColumnType.INT);
    fractionsU = checked(file, "fraction_u", ColumnType.FLOAT);
    fractionsV = checked(file, "fraction_v", ColumnType.FLOAT);
    fractionsW = checked(file, "fraction_w", ColumnType.FLOAT);
    weights = checked(file, "weight", ColumnType.FLOAT);
    int polarisations = 0;
    while (file.has("real_" + polarisations)) {
      polarisations++;
    }
    real = new MemorySegment[polarisations];
    imaginary = new MemorySegment[polarisations];
    for (int p = 0; p < polarisations; p++) {
      real[p] = checked(file, "real_" + p, ColumnType.FLOAT);
      imaginary[p] = checked(file, "imaginary_" + p, ColumnType.FLOAT);
    }
  }

  static StoredFloatSamples map(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      return new StoredFloatSamples(ColumnFile.map(path, arena), arena);
    } catch (IOException | RuntimeException failure) {
      arena.close();
      throw failure;
    }
  }

  private MemorySegment checked(ColumnFile file, String name, ColumnType type) throws IOException {
    MemorySegment column = file.column(name, type);
    if (column.byteSize() < (long) samples * type.bytes) {
      throw file.fault("is damaged: column %s is shorter than %d".formatted(name, samples));
    }
    return column;
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public int polarisations() {
    return real.length;
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
    return run == 0 ? 0 : runEnds[run - 1];
  }

  @Override
  public void cells(int from, int count, int[] into, int at) {
    MemorySegment.copy(cells, INTS, (long) from * Integer.BYTES, into, at, count);
  }

  @Override
  public void fractionsU(int from, int count, float[] into, int at) {
    copy(fractionsU, from, count, into, at);
  }

  @Override
  public void fractionsV(int from, int count, float[] into, int at) {
    copy(fractionsV, from, count, into, at);
  }

  @Override
  public void fractionsW(int from, int count, float[] into, int at) {
    copy(fractionsW, from, count, into, at);
  }

  @Override
  public void weights(int from, int count, float[] into, int at) {
    copy(weights, from, count, into, at);
  }

  @Override
  public void real(int polarisation, int from, int count, float[] into, int at) {
    copy(real[polarisation], from, count, into, at);
  }

  @Override
  public void imaginary(int polarisation, int from, int count, float[] into, int at) {
    copy(imaginary[polarisation], from, count, into, at);
  }

  private static void copy(MemorySegment column, int from, int count, float[] into, int at) {
    MemorySegment.copy(column, VALUES, from * VALUES.byteSize(), into, at, count);
  }

  /** Unmaps the file. */
  @Override
  public void close() {
    arena.close();
  }
}
