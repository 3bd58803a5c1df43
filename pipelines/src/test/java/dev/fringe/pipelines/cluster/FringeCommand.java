package dev.fringe.pipelines.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line, started as the launcher starts it. */
final class FringeCommand {

  private FringeCommand() {}

  /**
   * Starts a command.
   *
   * @param folder that it works in
   * @param name of its log
   */
  static JavaProcess start(Path folder, String name, String... arguments) throws IOException {
    return start(folder, name, Map.of(), List.of(), arguments);
  }

  /** The same, with everything in its log that it can be made to say. */
  static JavaProcess startVerbose(Path folder, String name, String... arguments)
      throws IOException {
    return start(folder, name, Map.of(), List.of("-DFRINGE_LOG=DEBUG"), arguments);
  }

  /** The same, with more in its environment. */
  static JavaProcess start(
      Path folder, String name, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(folder, name, environment, List.of(), arguments);
  }

  private static JavaProcess start(
      Path folder,
      String name,
      Map<String, String> environment,
      List<String> properties,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseParallelGC"));
    command.addAll(properties);
    command.add("-jar");
    command.add(jar().toString());
    command.addAll(List.of(arguments));
    return JavaProcess.start(name, folder, environment, command);
  }

  /** The jar of all of it. */
  static Path jar() {
    String jar = System.getProperty("fringe.jar", "");
    if (!Files.isRegularFile(Path.of(jar))) {
      throw new AssertionError(
          "system property fringe.jar is '%s', but must be the path of fringe-all.jar"
              .formatted(jar));
    }
    return Path.of(jar).toAbsolutePath();
  }
}
