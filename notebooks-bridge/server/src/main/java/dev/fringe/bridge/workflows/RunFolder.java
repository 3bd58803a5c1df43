package dev.fringe.bridge.workflows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fringe.bridge.workflows.Run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What is kept of one run: a folder. */
record RunFolder(Path path) {

  private static final String RUN = "run.json";
  private static final int LONGEST_REPORT = 1 << 16;

  Path workflow() {
    return path.resolve("workflow.yaml");
  }

  Path log() {
    return path.resolve("log.txt");
  }

  Path report() {
    return path.resolve("report");
  }

  Path exit() {
    return path.resolve("exit");
  }

  Path scratch() {
    return path.resolve("scratch");
  }

  void save(Run run) throws IOException {
    Path fresh = path.resolve(RUN + ".new");
    Files.write(fresh, RunJson.kept(run));
    Files.move(
        fresh,
        path.resolve(RUN),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Empty where the service was killed before it was taken on. */
  Optional<Run> load() throws IOException {
    Path file = path.resolve(RUN);
    return Files.exists(file)
        ? Optional.of(RunJson.read(Files.readAllBytes(file)))
        : Optional.empty();
  }

  /** How the process ended; empty if it did not, or was killed with all that was around it. */
  OptionalInt exitCode() throws IOException {
    if (!Files.exists(exit())) {
      return OptionalInt.empty();
    }
    String text = Files.readString(exit()).strip();
    return text.matches("\\d{1,3}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  Outcome outcome() throws IOException {
    try {
      JsonNode tree = RunJson.JSON.readTree(reportText());
      return tree.isObject() ? RunJson.reported(tree) : Outcome.NONE;
    } catch (JsonProcessingException words) {
      return Outcome.NONE;
    }
  }

  /** Words about a failure; empty for none. */
  String reportText() throws IOException {
    return Files.exists(report()) ? LogEnd.of(report(), LONGEST_REPORT).strip() : "";
  }

  /** Before the work is begun anew. */
  void forgetEnd() throws IOException {
    Files.deleteIfExists(exit());
    Files.deleteIfExists(report());
  }

  void removeScratch() throws IOException {
    remove(scratch());
  }

  void remove() throws IOException {
    remove(path);
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
