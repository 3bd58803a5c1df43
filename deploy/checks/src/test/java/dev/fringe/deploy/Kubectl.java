package dev.fringe.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** kubectl as people use it: {@code FRINGE_TEST_KUBECTL}'s, or that on the PATH. */
final class Kubectl {
  private static final Path DEPLOY = Path.of("..").toAbsolutePath().normalize();

  private Kubectl() {}

  private static Optional<Path> program() {
    String named = System.getenv("FRINGE_TEST_KUBECTL");
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    return onPath("kubectl");
  }

  /** A program of that name, if it is installed. */
  static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What an overlay makes. The test is skipped where there is no kubectl. */
  static String kustomize(String folder) throws IOException, InterruptedException {
    return run(List.of("kustomize", DEPLOY.resolve(folder).toString()), "");
  }

  static String run(List<String> words, String input) throws IOException, InterruptedException {
    assumeTrue(
        program().isPresent(),
        "skipped: no kubectl; install it, or set FRINGE_TEST_KUBECTL (.ci/cluster-up builds one)");
    List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString()));
    command.addAll(words);
    Path err = Files.createTempFile("kubectl", ".err");
    try {
      Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
      Thread.ofVirtual()
          .start(
              () -> {
                try (var to = process.getOutputStream()) {
                  to.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException _) {
                  // It has ended, and tells why.
                }
              });
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String told = Files.readString(err);
      assertEquals(0, process.waitFor(), () -> String.join(" ", command) + "\n" + told);
      return out;
    } finally {
      Files.delete(err);
    }
  }
}
