package dev.fringe.pipelines.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download whose process is killed in the middle, and what the same command makes of it. */
class KilledGetIT {

  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final int MEBI = 1 << 20;
  private static final int SIZE = 160 * MEBI;

  @TempDir Path folder;
  private Path original;
  private Path part;
  private Path target;

  @BeforeEach
  void killAGetInTheMiddle() throws Exception {
    String jar = System.getProperty("fringe.jar", "");
    Assumptions.assumeTrue(
        !jar.isEmpty() && Files.isRegularFile(Path.of(jar)),
        "killed downloads skipped: fringe.jar does not name the program");
    original = folder.resolve("cube.fits");
    byte[] content = new byte[SIZE];
    new Random(7).nextBytes(content);
    Files.write(original, content);
    assertEquals(0, lake("put", original.toString(), "demo:cube.fits").exit());
    target = folder.resolve("got/cube.fits");
    part = folder.resolve("got/.cube.fits.part");
    Process get = start(jar);
    try {
      long end = System.nanoTime() + DEADLINE.toNanos();
      while (!Files.exists(part) || Files.size(part) < 12 * MEBI) {
        assertTrue(get.isAlive(), "ended before it was killed");
        assertTrue(System.nanoTime() < end, "nothing arrived");
        get.waitFor(1, TimeUnit.MILLISECONDS);
      }
    } finally {
      get.destroyForcibly().waitFor();
    }
    assertFalse(Files.exists(target), "a file under its name before it is whole");
    assertTrue(Files.size(part) < SIZE, "all had arrived");
  }

  @Test
  void itGoesOnFromWhereItWas() throws Exception {
    // Whoever reads the beginning again will not get the right bytes.
    damage(replica(), MEBI);

    assertEquals(0, get().exit());

    assertEquals(-1, Files.mismatch(original, target));
    assertFalse(Files.exists(part));
  }

  @Test
  void whatArrivedIsNotTrusted() throws Exception {
    damage(part, MEBI);

    assertEquals(0, get().exit());

    assertEquals(-1, Files.mismatch(original, target));
  }

  private CommandLineRun get() {
    return lake("get", "demo:cube.fits", "--to", target.getParent().toString());
  }

  private CommandLineRun lake(String... arguments) {
    return CommandLineRun.of(
        Stream.of(List.of("lake"), List.of(arguments), List.of("--lake", lakeFolder().toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private Path lakeFolder() {
    return folder.resolve("lake");
  }

  private Process start(String jar) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx256m",
            "-jar",
            jar,
            "lake",
            "get",
            "demo:cube.fits",
            "--to",
            target.getParent().toString(),
            "--lake",
            lakeFolder().toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("get.log").toFile())
        .start();
  }

  private Path replica() throws IOException {
    try (Stream<Path> files = Files.walk(lakeFolder())) {
      List<Path> replicas = files.filter(file -> file.endsWith("cube.fits")).toList();
      assertEquals(1, replicas.size(), replicas.toString());
      return replicas.getFirst();
    }
  }

  private static void damage(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int flipped = bytes.read() ^ 1;
      bytes.seek(at);
      bytes.write(flipped);
    }
  }
}
