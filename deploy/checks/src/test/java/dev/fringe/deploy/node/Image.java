package dev.fringe.deploy.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An image without the container.
 *
 * @param folders what it holds, where it lies on this machine
 * @param entryPoint what it starts
 */
public record Image(List<Path> folders, List<String> entryPoint) {
  private static final Path ASSEMBLE = Path.of("../images/assemble").toAbsolutePath().normalize();
  private static final Path FLINK = Path.of("target/flink").toAbsolutePath();

  /** Copies what it is told. */
  public Image {
    folders = List.copyOf(folders);
    entryPoint = List.copyOf(entryPoint);
  }

  /** What the Containerfile's stage of that kind holds: the very script lays it out. */
  public static Image assembled(String kind) throws IOException, InterruptedException {
    Path folder = Path.of("target/images", kind).toAbsolutePath();
    Files.createDirectories(folder);
    Path log = folder.resolveSibling(kind + ".log");
    ProcessBuilder assemble =
        new ProcessBuilder(ASSEMBLE.toString(), kind, folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    assemble.environment().put("JAVA_HOME", System.getProperty("java.home"));
    assertEquals(0, assemble.start().waitFor(), () -> read(log));
    return new Image(List.of(folder), List.of(java(folder), "@" + folder + "/fringe.args"));
  }

  /**
   * Flink as a site's session cluster has it, on our runtime, without Beam or Fringe; it is told
   * heap, class and arguments.
   *
   * @param runtime of the image of runs
   */
  public static Image ofFlink(Image runtime) {
    Path folder = runtime.folders.getFirst();
    List<String> entryPoint =
        List.of(
            java(folder),
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Dlogback.configurationFile=/conf/logback.xml",
            "-cp",
            FLINK + "/*");
    return new Image(List.of(folder.resolve("runtime"), FLINK), entryPoint);
  }

  private static String java(Path folder) {
    return folder.resolve("runtime/bin/java").toString();
  }

  Map<String, String> environment() {
    return Map.of("HOME", "/tmp", "LANG", "C.UTF-8", "PATH", "/usr/bin:/bin");
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
