package dev.fringe.storage.lake.local;

import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.RuleRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A process that publishes, and may die at a step as if it were killed: no finally block, no
 * shutdown hook. Exits with {@link #DONE}, {@link #REFUSED} or {@link #KILLED}.
 */
final class PublisherProcess {

  static final int DONE = 0;
  static final int REFUSED = 3;
  static final int KILLED = 99;
  static final int FILES = 3;
  static final Did DATASET = Did.of("demo", "killed");

  private PublisherProcess() {}

  /** Arguments: the lake's folder, the sources' folder, the step to die at or NEVER. */
  public static void main(String[] arguments) throws IOException {
    Path sources = Path.of(arguments[1]);
    String fatal = arguments[2];
    try (LocalDataLake lake =
        LocalDataLake.at(
            Path.of(arguments[0]),
            Clock.systemUTC(),
            step -> {
              if (step.name().equals(fatal)) {
                Runtime.getRuntime().halt(KILLED);
              }
            })) {
      lake.publish(publication(sources));
    } catch (LakeException.DidTaken refused) {
      System.exit(REFUSED);
    }
  }

  static Publication publication(Path sources) {
    List<PublishedFile> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      String name = "killed/" + i + ".bin";
      files.add(PublishedFile.of(Did.of("demo", name), sources.resolve(i + ".bin")));
    }
    return Publication.of(DATASET, files, List.of(RuleRequest.of("tier=1", 2)));
  }

  /** Writes source files whose content depends on {@code seed}. */
  static Path sources(Path folder, int seed) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < FILES; i++) {
      byte[] content = new byte[100_000];
      new Random(seed * 100L + i).nextBytes(content);
      Files.write(folder.resolve(i + ".bin"), content);
    }
    return folder;
  }

  static Process start(Path lake, Path sources, String fatalStep) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            PublisherProcess.class.getName(),
            lake.toString(),
            sources.toString(),
            fatalStep)
        .redirectErrorStream(true)
        .redirectOutput(lake.resolveSibling("process-" + fatalStep + ".txt").toFile())
        .start();
  }
}
