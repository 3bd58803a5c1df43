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

/**
 * A program, not a test: uploads a large object to the S3 server of {@code FRINGE_TEST_S3}, reads
 * it back by 16 ranges at once, in turn with rclone where that is installed, and prints megabytes a
 * second, the ratio, and the most memory that this process had. Both write what they read to the
 * same folder.
 *
 * <p>Arguments: the size in MB, 1000 if none; how many turns, 3 if none. With 0 turns the object is
 * read once, without rclone and without keeping it, whatever its size: a file with holes is
 * uploaded, so the disk needs room for the server's copy only.
 */
final class LargeObject {
  private static final int RANGES = 16;
  private static final int PIECE_BYTES = 8 << 20;

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
      long begin = System.nanoTime();
      store.upload(source, object, Optional.empty(), sent -> {});
      print("upload", bytes, begin);
      Files.delete(source);
      try {
        if (turns == 0) {
          begin = System.nanoTime();
          read(store, object, Optional.empty());
          print("16 ranges", bytes, begin);
        }
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
          double theirs = print("rclone", bytes, rclone(server, key, folder.resolve("rclone")));
          begin = System.nanoTime();
          read(store, object, Optional.of(folder.resolve("fringe")));
          double ours = print("16 ranges", bytes, begin);
          if (Files.mismatch(folder.resolve("rclone"), folder.resolve("fringe")) >= 0) {
            throw new IOException("what was read differs from what rclone read");
          }
          ratios.add(ours / theirs);
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

  private static void read(S3Store store, Location object, Optional<Path> target) throws Exception {
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

  private static void copy(RangeReader in, long from, long end, Optional<Path> target)
      throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    FileChannel out =
        target.isEmpty()
            ? null
            : FileChannel.open(target.get(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (out) {
      for (long at = from; at < end; at += piece.limit()) {
        piece.clear().limit((int) Math.min(PIECE_BYTES, end - at));
        in.readFully(at, piece);
        piece.flip();
        while (out != null && piece.hasRemaining()) {
          out.write(piece, at + piece.position());
        }
      }
    }
  }

  /** When it began. The key comes from the environment, as it does for us. */
  private static long rclone(URI server, String key, Path target)
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
    long begin = System.nanoTime();
    if (rclone.start().waitFor() != 0) {
      throw new IOException("rclone failed");
    }
    return begin;
  }

  private static double print(String what, long bytes, long begin) {
    double megabytes = bytes / 1e6;
    double speed = megabytes / ((System.nanoTime() - begin) / 1e9);
    System.out.printf(Locale.ROOT, "%-10s %8.0f MB  %6.0f MB/s%n", what, megabytes, speed);
    return speed;
  }

  private static String peakMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("VmHWM is told on Linux only");
  }
}
