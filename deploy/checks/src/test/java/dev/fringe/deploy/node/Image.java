package dev.fringe.deploy.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the Containerfile's stage of that kind lays out, without the container. */
public record Image(Path folder) {
  private static final Path ASSEMBLE = Path.of("../images/assemble").toAbsolutePath().normalize();

  /** Has the very script lay it out that the Containerfile runs. */
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
    return new Image(folder);
  }

  /** What the image starts. */
  public List<String> entryPoint() {
    return List.of(folder.resolve("runtime/bin/java").toString(), "@" + folder + "/fringe.args");
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
