package dev.fringe.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows that people are told to copy are right. */
class SampleWorkflowsTest {
  private static final Path FOLDER = Path.of("..", "..", "sample-data", "workflows");

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsAcceptedUnderItsOwnName(Path file) {
    Workflow workflow = WorkflowReader.read(file);
    assertEquals(file.getFileName().toString(), workflow.name() + ".yaml");
    assertEquals(workflow, WorkflowReader.read("canonical", workflow.toYaml()));
  }

  @Test
  void thereAreSamplesOfEachKind() throws IOException {
    assertTrue(samples().size() >= 5, () -> "too few workflows in " + FOLDER);
  }

  @Test
  void theSampleOfFirstLightPublishesTwoCopies() {
    Publish publish =
        WorkflowReader.read(FOLDER.resolve("first-light.yaml")).spec().publish().orElseThrow();
    assertEquals(2, publish.rules().getFirst().copies());
  }
}
