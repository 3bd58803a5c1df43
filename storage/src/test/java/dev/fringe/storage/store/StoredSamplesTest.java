package dev.fringe.storage.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.gridding.PackedFloatSamples;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.store.VisibilityStore.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packed samples come back from the store as they went in, and other programs can read them. */
class StoredSamplesTest {

  @TempDir Path folder;
  FolderVisibilityStore store;

  @BeforeEach
  void openStore() throws IOException {
    store = FolderVisibilityStore.open(folder.resolve("store"), "workflow-a");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "1, 1, 1", "17, 4, 3", "300001, 2, 1000"})
  void everyColumnComesBack(int samples, int polarisations, int runs) throws IOException {
    MemoryFloatSamples written = new MemoryFloatSamples(samples, polarisations, runs, 1);
    store.putSamples("slab-0/part-0", written);
    try (StoredFloatSamples read = store.openSamples("slab-0/part-0")) {
      assertSame(written, read);
    }
  }

  @Test
  void aRangeIsCopiedToWhereItIsWanted() throws IOException {
    MemoryFloatSamples written = new MemoryFloatSamples(1000, 1, 10, 2);
    store.putSamples("part", written);
    try (StoredFloatSamples read = store.openSamples("part")) {
      float[] into = new float[8];
      read.imaginary(0, 997, 3, into, 4);
      assertArrayEquals(
          new float[] {
            0, 0, 0, 0, written.columns[5][997], written.columns[5][998], written.columns[5][999], 0
          },
          into);
      assertThrows(IndexOutOfBoundsException.class, () -> read.weights(998, 3, into, 0));
    }
  }

  @Test
  void afterClosingNothingIsMapped() throws IOException {
    store.putSamples("part", new MemoryFloatSamples(10, 1, 1, 3));
    StoredFloatSamples read = store.openSamples("part");
    read.close();
    assertThrows(IllegalStateException.class, () -> read.weights(0, 1, new float[1], 0));
  }

  @Test
  void columnsStartAtMultiplesOf64Bytes() throws IOException {
    store.putSamples("part", new MemoryFloatSamples(1001, 2, 7, 4));
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file("part"))) {
      var whole = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      ColumnFile columns = ColumnFile.map(file("part"), arena);
      for (String name : new String[] {"cell", "weight"}) {
        var column = columns.column(name, name.equals("cell") ? ColumnType.INT : ColumnType.FLOAT);
        assertEquals(0, column.address() % 64, name);
        assertTrue(column.byteSize() < whole.byteSize());
      }
    }
  }

  @Test
  void arrowsOwnReaderReadsThem() throws IOException {
    MemoryFloatSamples written = new MemoryFloatSamples(5000, 2, 40, 5);
    store.putSamples("part", written);
    try (BufferAllocator allocator = new RootAllocator();
        FileChannel channel = FileChannel.open(file("part"));
        ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
      assertTrue(reader.loadNextBatch());
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertEquals(5000, root.getRowCount());
      Float4Vector imaginary = (Float4Vector) root.getVector("imaginary_1");
      IntVector cells = (IntVector) root.getVector("cell");
      RunEndEncodedVector buckets = (RunEndEncodedVector) root.getVector("bucket");
      for (int i = 0; i < 5000; i++) {
        assertEquals(written.columns[7][i], imaginary.get(i));
        assertEquals(written.cells[i], cells.get(i));
        assertEquals(bucketOf(written, i), buckets.getObject(i));
      }
    }
  }

  @Test
  void pyarrowReadsThem() throws IOException, InterruptedException {
    MemoryFloatSamples written = new MemoryFloatSamples(5000, 2, 40, 6);
    store.putSamples("part", written);
    String program =
        """
        import sys
        try:
            import pyarrow.ipc
        except ImportError:
            sys.exit(77)
        table = pyarrow.ipc.open_file(sys.argv[1]).read_all()
        table.validate(full=True)
        bucket = table['bucket'].combine_chunks()
        runs = bucket.chunk(0) if hasattr(bucket, 'chunk') else bucket
        print(len(table), ','.join(table.column_names))
        print(runs.values[3].as_py(), runs.run_ends[3].as_py(), table['cell'][4999].as_py())
        """;
    Process python =
        new ProcessBuilder(
                System.getProperty("fringe.python", "python3"),
                "-c",
                program,
                file("part").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(python.waitFor(60, TimeUnit.SECONDS));
    Assumptions.assumeTrue(python.exitValue() != 77, "skipped: pyarrow is not installed");
    assertEquals(
        """
        5000 bucket,cell,fraction_u,fraction_v,fraction_w,weight,real_0,imaginary_0,real_1,imaginary_1
        %d %d %d
        """
            .formatted(written.runBuckets[3], written.runStarts[4], written.cells[4999]),
        said);
  }

  @Test
  void aPartOfTheOtherPrecisionIsRefused() throws IOException {
    store.putSamples("part", new MemoryFloatSamples(10, 1, 1, 7));
    String message =
        assertThrows(BadDataException.class, () -> store.openDoubleSamples("part")).getMessage();
    assertTrue(message.contains("fraction_u") && message.contains("DOUBLE"), message);
  }

  @Test
  void aFileCutShortIsRefusedAtEveryLength() throws IOException {
    store.putSamples("part", new MemoryFloatSamples(30, 1, 2, 8));
    byte[] whole = Files.readAllBytes(file("part"));
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file("part"), Arrays.copyOf(whole, length));
      assertThrows(BadDataException.class, () -> store.openSamples("part"), "length " + length);
    }
  }

  @Test
  void aDamagedFooterIsRefused() throws IOException {
    store.putSamples("part", new MemoryFloatSamples(30, 1, 2, 9));
    long size = Files.size(file("part"));
    try (RandomAccessFile access = new RandomAccessFile(file("part").toFile(), "rw")) {
      access.seek(size - 10);
      access.writeInt(0x7fffffff);
    }
    assertThrows(BadDataException.class, () -> store.openSamples("part"));
  }

  @Test
  void aPartThatIsNotThereIsNamed() {
    String message =
        assertThrows(NoSuchFileException.class, () -> store.openSamples("part-9")).getMessage();
    assertTrue(message.contains("part-9"), message);
  }

  @Test
  void aFailureWhileWritingLeavesThePartAsItWas() throws IOException {
    MemoryFloatSamples first = new MemoryFloatSamples(100, 1, 3, 10);
    store.putSamples("part", first);
    MemoryFloatSamples broken = new MemoryFloatSamples(100, 1, 3, 11);
    broken.columns[5] = new float[50];
    assertThrows(RuntimeException.class, () -> store.putSamples("part", broken));
    try (StoredFloatSamples read = store.openSamples("part")) {
      assertSame(first, read);
    }
    try (var files = Files.list(file("part").getParent())) {
      assertEquals(1, files.count(), "no temporary file stays");
    }
    assertEquals(List.of("part"), store.list(Kind.SAMPLES, ""));
  }

  private Path file(String part) {
    return folder.resolve("store/samples/" + part + ".arrow");
  }

  private static int bucketOf(MemoryFloatSamples samples, int sample) {
    int run = 0;
    while (samples.runStarts[run + 1] <= sample) {
      run++;
    }
    return samples.runBuckets[run];
  }

  private static void assertSame(MemoryFloatSamples wanted, PackedFloatSamples read) {
    int samples = wanted.samples();
    assertEquals(samples, read.samples());
    assertEquals(wanted.polarisations(), read.polarisations());
    assertEquals(wanted.runs(), read.runs());
    for (int run = 0; run < wanted.runs(); run++) {
      assertEquals(wanted.runBuckets[run], read.runBucket(run));
    }
    for (int run = 0; run <= wanted.runs(); run++) {
      assertEquals(wanted.runStarts[run], read.runStart(run));
    }
    int[] cells = new int[samples];
    read.cells(0, samples, cells, 0);
    assertArrayEquals(wanted.cells, cells);
    float[] column = new float[samples];
    read.fractionsU(0, samples, column, 0);
    assertArrayEquals(wanted.columns[0], column);
    read.fractionsV(0, samples, column, 0);
    assertArrayEquals(wanted.columns[1], column);
    read.fractionsW(0, samples, column, 0);
    assertArrayEquals(wanted.columns[2], column);
    read.weights(0, samples, column, 0);
    assertArrayEquals(wanted.columns[3], column);
    for (int p = 0; p < wanted.polarisations(); p++) {
      read.real(p, 0, samples, column, 0);
      assertArrayEquals(wanted.columns[4 + 2 * p], column);
      read.imaginary(p, 0, samples, column, 0);
      assertArrayEquals(wanted.columns[5 + 2 * p], column);
    }
  }
}
