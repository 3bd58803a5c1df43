package dev.fringe.workflow.crd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The definitions that are committed are what the records declare. Run with {@code
 * -Dfringe.updateReference=true} to write it anew.
 */
class ResourceDefinitionTest {
  private static final Path FOLDER = Path.of("..", "..", "deploy", "crds");

  @ParameterizedTest
  @EnumSource
  void theDefinitionIsWhatTheRecordsDeclare(ResourceDefinition resource) throws IOException {
    Path committed = FOLDER.resolve(resource.definitionName() + ".yaml");
    String definition = resource.yaml();
    if (Boolean.getBoolean("fringe.updateReference")) {
      Files.createDirectories(FOLDER);
      Files.writeString(committed, definition);
    } else {
      assertEquals(
          definition,
          Files.readString(committed),
          () -> committed + " is stale: run this test with -Dfringe.updateReference=true");
    }
  }
}
