package dev.fringe.storage.lake.rucio;

import dev.fringe.storage.lake.LakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A process that publishes, and may die at a step as if it were killed: no finally block, no
 * shutdown hook. Exits with {@link #DONE}, {@link #REFUSED} or {@link #KILLED}.
 */
final class PublisherProcess {

  static final int DONE = 0;
  static final int REFUSED = 3;
  static final int KILLED = 99;

  private PublisherProcess() {}

  /** Arguments: the scope, the sources' folder, the step to die at or NEVER. */
  public static void main(String[] arguments) throws IOException {
    Trial trial = new Trial(arguments[0], Path.of(arguments[1]));
    String fatal = arguments[2];
    Step.Listener listener =
        step -> {
          if (step.name().equals(fatal)) {
            Runtime.getRuntime().halt(KILLED);
          }
        };
    try (RucioDataLake lake = RucioServer.lake(listener)) {
      lake.publish(trial.publication());
    } catch (LakeException.DidTaken refused) {
      System.out.println(refused.getMessage());
      System.exit(REFUSED);
    }
  }

  /** A process under way, and what it says. */
  record Started(Process process, Path output) {

    int exitValue() throws IOException {
      try {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IOException("the publisher does not end: " + said());
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", interrupted);
      }
      return process.exitValue();
    }

    String said() throws IOException {
      return Files.readString(output);
    }
  }

  static Started start(Trial trial, String fatalStep) throws IOException {
    Path output = Files.createTempFile(trial.sources().getParent(), "process", ".txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                PublisherProcess.class.getName(),
                trial.scope(),
                trial.sources().toString(),
                fatalStep)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Started(process, output);
  }
}
