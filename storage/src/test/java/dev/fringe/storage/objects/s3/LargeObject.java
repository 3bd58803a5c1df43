package dev.fringe.storage.objects.s3;

import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.http.Retries;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A program, not a test: uploads a large object to the S3 server of {@code FRINGE_TEST_S3}, reads
 * it back by 16 ranges at once, in turn with rclone where that is installed, and prints megabytes a
 * second, the client's own processor time, the ratio, and the most memory that this process had.
 * Both write what they read to the same folder.
 *
 * <p>Arguments: the size in MB, 1000 if none; how many turns, 3 if none. With 0 turns the object is
 * read once, without rclone and without keeping it, whatever its size: a file with holes is
 * uploaded, so the disk needs room for the server's copy only.
 */
final class LargeObject {
  private static final int RANGES = 16;
  private static final int PIECE_BYTES = 8 << 20;
  private static final int WRITTEN_AT_ONCE = 1 << 20;
  private static final ReentrantLock WRITING = new ReentrantLock();

  private LargeObject() {}

  public static void main(String[] arguments) throws Exception {
    long bytes = (arguments.length > 0 ? Long.parseLong(arguments[0]) : 1000) * 1_000_000;
    int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    URI server = URI.create(Optional.ofNullable(System.getenv("FRINGE_TEST_S3")).orElseThrow());
    Path folder = Files.createTempDirectory("fringe-large-object");
    Path source = folder.resolve("source");
    String key = "large-" + UUID.randomUUID();
    Location object = Location.parse("s3://fringe/" + key);
    try (S3Store store =
        S3Store.of(EndpointSettings.of("s3://fringe/").withEndpoint(server), "", Retries.usual())) {
      make(source, bytes, turns == 0);
      Timer upload = new Timer("upload", bytes, Timer.Whose.OURS);
      store.upload(source, object, Optional.empty(), sent -> {});
      upload.print();
      Files.delete(source);
      try {
        if (turns == 0) {
          Timer ours = new Timer("16 ranges", bytes, Timer.Whose.OURS);
          read(store, object, Optional.empty());
          ours.print();
        }
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
          Timer theirs = new Timer("rclone", bytes, Timer.Whose.CHILDREN);
          rclone(server, key, folder.resolve("rclone"));
          double theirSpeed = theirs.print();
          Timer ours = new Timer("16 ranges", bytes, Timer.Whose.OURS);
          read(store, object, folder.resolve("fringe"));
          double ourSpeed = ours.print();
          if (Files.mismatch(folder.resolve("rclone"), folder.resolve("fringe")) >= 0) {
            throw new IOException("what was read differs from what rclone read");
          }
          ratios.add(ourSpeed / theirSpeed);
          Files.delete(folder.resolve("rclone"));
          Files.delete(folder.resolve("fringe"));
        }
        ratios.forEach(ratio -> System.out.printf(Locale.ROOT, "ours / rclone  %.2f%n", ratio));
        System.out.println(peakMemory());
      } finally {
        store.delete(object);
      }
    } finally {
      for (String name : List.of("source", "rclone", "fringe")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }

  /** Random bytes all over, or here and there in a file with holes. */
  private static void make(Path file, long bytes, boolean holes) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    byte[] piece = new byte[1 << 20];
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(bytes);
      long step = holes ? 1L << 30 : piece.length;
      for (long at = 0; at < bytes; at += step) {
        random.nextBytes(piece);
        out.seek(at);
        out.write(piece, 0, (int) Math.min(piece.length, bytes - at));
      }
    }
  }

  private static void read(S3Store store, Location object, Path target) throws Exception {
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      read(store, object, Optional.of(out));
    }
  }

  private static void read(S3Store store, Location object, Optional<FileChannel> target)
      throws Exception {
    try (RangeReader in = store.open(object);
        ExecutorService threads = Executors.newFixedThreadPool(RANGES)) {
      long share = (in.size() + RANGES - 1) / RANGES;
      List<Future<?>> readers = new ArrayList<>();
      for (long from = 0; from < in.size(); from += share) {
        long first = from;
        long end = Math.min(in.size(), from + share);
        readers.add(
            threads.submit(
                () -> {
                  copy(in, first, end, target);
                  return null;
                }));
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
  }

  private static void copy(RangeReader in, long from, long end, Optional<FileChannel> target)
      throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    for (long at = from; at < end; at += piece.limit()) {
      piece.clear().limit((int) Math.min(PIECE_BYTES, end - at));
      in.readFully(at, piece);
      piece.flip();
      if (target.isPresent()) {
        write(target.get(), piece, at);
      }
    }
  }

  /**
   * One at a time, as Linux lets nobody else write to the file meanwhile: sixteen that wait for it
   * in the kernel spin, and take the processors from the server.
   */
  private static void write(FileChannel out, ByteBuffer piece, long at) throws IOException {
    for (int i = 0; i < piece.limit(); i += WRITTEN_AT_ONCE) {
      ByteBuffer part = piece.slice(i, Math.min(WRITTEN_AT_ONCE, piece.limit() - i));
      WRITING.lock();
      try {
        while (part.hasRemaining()) {
          out.write(part, at + i + part.position());
        }
      } finally {
        WRITING.unlock();
      }
    }
  }

  /** The key comes from the environment, as it does for us. */
  private static void rclone(URI server, String key, Path target)
      throws IOException, InterruptedException {
    ProcessBuilder rclone =
        new ProcessBuilder(
                "rclone",
                "copyto",
                "--multi-thread-streams=" + RANGES,
                "--multi-thread-cutoff=1M",
                "--ignore-times",
                "bench:fringe/" + key,
                target.toString())
            .inheritIO();
    rclone
        .environment()
        .putAll(
            Map.of(
                "RCLONE_CONFIG_BENCH_TYPE", "s3",
                "RCLONE_CONFIG_BENCH_PROVIDER", "Minio",
                "RCLONE_CONFIG_BENCH_ENV_AUTH", "true",
                "RCLONE_CONFIG_BENCH_ENDPOINT", server.toString(),
                "RCLONE_CONFIG_BENCH_REGION", "us-east-1"));
    // rclone cannot do with it, and the server is this machine's, without TLS.
    rclone.environment().remove("AWS_CA_BUNDLE");
    if (rclone.start().waitFor() != 0) {
      throw new IOException("rclone failed");
    }
  }

  /** Wall time, and the processor time of this process or of those that it has started. */
  private record Timer(String what, long bytes, Whose whose, long begin, double processor) {
    enum Whose {
      OURS,
      CHILDREN;

      /** Seconds so far; Linux counts hundredths. */
      double seconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        int user = this == OURS ? 11 : 13;
        return (Long.parseLong(fields.get(user)) + Long.parseLong(fields.get(user + 1))) / 100.0;
      }
    }

    Timer(String what, long bytes, Whose whose) throws IOException {
      this(what, bytes, whose, System.nanoTime(), whose.seconds());
    }

    /** Prints megabytes a second, and returns them. */
    double print() throws IOException {
      double megabytes = bytes / 1e6;
      double speed = megabytes / ((System.nanoTime() - begin) / 1e9);
      System.out.printf(
          Locale.ROOT,
          "%-10s %8.0f MB  %6.0f MB/s  %6.2f s of processor time%n",
          what,
          megabytes,
          speed,
          whose.seconds() - processor);
      return speed;
    }
  }

  private static String peakMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("VmHWM is told on Linux only");
  }
}
