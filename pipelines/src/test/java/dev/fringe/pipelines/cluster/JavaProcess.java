package dev.fringe.pipelines.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of the JDK that runs the tests; what it says goes into a file. */
final class JavaProcess implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "--add-modules=jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "-Djava.awt.headless=true");

  private static final int TAIL_LINES = 40;

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread onExit;

  private JavaProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.onExit = new Thread(process::destroyForcibly, "end of " + name);
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Starts a JVM with the flags that Fringe's launcher gives.
   *
   * @param folder that it works in, and that its output, {@code name.log}, is left in
   * @param arguments further JVM options, then the class or jar, then its arguments
   */
  static JavaProcess start(String name, Path folder, List<String> arguments) throws IOException {
    return start(name, folder, Map.of(), arguments);
  }

  /** The same, with more in its environment. */
  static JavaProcess start(
      String name, Path folder, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(arguments);
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new JavaProcess(name, log, builder.start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it at once, as the machine's failure would. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Waits for its end. */
  int exitCode(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("%s has not ended within %s%n%s".formatted(name, atMost, tail()));
    }
    return process.exitValue();
  }

  /** The end of what it said, under a heading. */
  String tail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      int first = Math.max(0, lines.size() - TAIL_LINES);
      return "---- %s, the last lines of %d%n%s%n"
          .formatted(name, lines.size(), String.join("\n", lines.subList(first, lines.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The tests' own JVM is ending: the hook runs, and does the same.
    }
  }
}
