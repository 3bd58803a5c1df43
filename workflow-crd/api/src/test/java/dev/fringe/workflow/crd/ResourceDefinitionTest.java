package dev.fringe.workflow.crd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The definition that is committed is what the records declare. Run with {@code
 * -Dfringe.updateReference=true} to write it anew.
 */
class ResourceDefinitionTest {
  private static final Path COMMITTED =
      Path.of("..", "..", "deploy", "crds", "workflows.fringe.dev.yaml");

  @Test
  void theDefinitionOfWorkflowIsWhatTheRecordsDeclare() throws IOException {
    String definition = ResourceDefinition.workflowYaml();
    if (Boolean.getBoolean("fringe.updateReference")) {
      Files.createDirectories(COMMITTED.getParent());
      Files.writeString(COMMITTED, definition);
    } else {
      assertEquals(
          definition,
          Files.readString(COMMITTED),
          () -> COMMITTED + " is stale: run this test with -Dfringe.updateReference=true");
    }
  }
}
