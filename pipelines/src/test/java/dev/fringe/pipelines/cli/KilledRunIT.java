package dev.fringe.pipelines.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.pipelines.run.SmallField;
import dev.fringe.storage.lake.Dataset;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Verification;
import dev.fringe.storage.lake.local.LocalDataLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed goes on from its last finished step when the same command is given again.
 * Each moment is told by what the run has left in its scratch folder or in the lake.
 */
class KilledRunIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Did DATASET = Did.parse("demo:killed");

  @TempDir Path folder;
  private Path workflow;

  @BeforeEach
  void observe() throws Exception {
    String jar = System.getProperty("fringe.jar", "");
    Assumptions.assumeTrue(
        !jar.isEmpty() && Files.isRegularFile(Path.of(jar)),
        "killed runs skipped: fringe.jar does not name the program");
    SmallField.of(60, 0.05, SmallField.point(31.3, -58.7, 1), SmallField.point(-150.9, 121.2, 0.5))
        .observe(folder.resolve("sky.uvfits"));
    workflow =
        SmallField.workflow(
            folder.resolve("killed.yaml"),
            "sky.uvfits",
            """
            image: {size: 512, cell: 2 arcsec}
            publish: {scope: demo, rules: [{rses: tier=1, copies: 2}]}
            """);
  }

  /** Killed at one moment after the other, each time by the run that went on from the last. */
  @Test
  void whereverItIsKilledItGoesOn() throws Exception {
    killWhen(() -> document("plan"));

    String whilePacking = killWhen(() -> document("packed"));
    assertTrue(whilePacking.contains("Weigh and pack ..."), whilePacking);

    String afterPacking = killWhen(() -> document("checkpoints/cycle-1"));
    assertFalse(afterPacking.contains("Survey ..."), afterPacking);
    assertFalse(afterPacking.contains("Weigh and pack ..."), afterPacking);
    assertTrue(afterPacking.contains("Grid ..."), afterPacking);

    String afterACycle = killWhen(() -> document("products-made"));
    assertFalse(afterACycle.contains("Grid ..."), afterACycle);
    assertFalse(afterACycle.contains("Major cycle 1 ..."), afterACycle);
    assertTrue(afterACycle.contains("Restore ..."), afterACycle);

    String whileCopying = killWhen(this::aProductIsInTheLake);
    assertFalse(whileCopying.contains("Restore ..."), whileCopying);

    finish();
    isPublishedExactlyOnce();
  }

  private boolean aProductIsInTheLake() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("lake"))) {
      return files.anyMatch(file -> file.getFileName().toString().contains(".fits"));
    }
  }

  /** Whether something has come about. */
  @FunctionalInterface
  private interface Moment {
    boolean hasCome() throws IOException;
  }

  private boolean document(String name) throws IOException {
    Path scratch = folder.resolve("scratch");
    if (!Files.isDirectory(scratch)) {
      return false;
    }
    try (Stream<Path> runs = Files.list(scratch)) {
      return runs.anyMatch(run -> Files.exists(run.resolve("store/documents/" + name + ".json")));
    }
  }

  private Process start(Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-Djava.awt.headless=true",
            "-Xmx1500m",
            "-jar",
            System.getProperty("fringe.jar"),
            "run",
            workflow.toString(),
            "--lake",
            folder.resolve("lake").toString(),
            "--out",
            folder.resolve("out").toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Starts it, kills it at a moment, and tells what it had said. */
  private String killWhen(Moment moment) throws Exception {
    Path log = folder.resolve("killed.log");
    Process process = start(log);
    try {
      long end = System.nanoTime() + DEADLINE.toNanos();
      while (!hasCome(moment)) {
        assertTrue(process.isAlive(), () -> "ended before it was killed: " + read(log));
        assertTrue(System.nanoTime() < end, () -> "the moment never came: " + read(log));
        Thread.onSpinWait();
        process.waitFor(2, TimeUnit.MILLISECONDS);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertFalse(Files.exists(folder.resolve("out")), "products before the end");
    return read(log);
  }

  private static boolean hasCome(Moment moment) throws IOException {
    try {
      return moment.hasCome();
    } catch (java.nio.file.NoSuchFileException | java.io.UncheckedIOException e) {
      return false; // Files come and go while the run works.
    }
  }

  private void finish() throws Exception {
    Path log = folder.resolve("finished.log");
    Process process = start(log);
    try {
      assertTrue(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS), () -> read(log));
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), () -> read(log));
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void isPublishedExactlyOnce() throws IOException {
    Products products = new Products(folder.resolve("out"), "killed");
    assertEquals(Products.KINDS, products.kinds());
    assertEquals(2, products.sources().size());
    try (LocalDataLake lake = LocalDataLake.at(folder.resolve("lake"))) {
      assertEquals(List.of(DATASET), lake.datasets("demo"));
      Dataset dataset = lake.dataset(DATASET);
      assertEquals(Products.KINDS.size(), dataset.files().size());
      assertEquals(1, lake.rules(DATASET).size());
      for (LakeFile file : dataset.files()) {
        assertEquals(2, lake.replicas(file.did()).size(), file.toString());
      }
      Verification verification = lake.verify(DATASET);
      assertTrue(verification.isSound(), verification.faults().toString());
    }
    try (Stream<Path> left = Files.list(folder.resolve("scratch"))) {
      assertEquals(0, left.filter(Files::isDirectory).count(), "scratch is left");
    }
  }
}
