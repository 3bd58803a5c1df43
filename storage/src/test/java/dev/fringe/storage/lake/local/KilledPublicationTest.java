package dev.fringe.storage.lake.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.lake.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A publication stopped at any step is invisible or complete; run again, it is complete, once. */
class KilledPublicationTest {

  private static final int COPIES = 2;

  @TempDir Path folder;
  Path root;
  Path sources;

  @BeforeEach
  void writeSources() throws IOException {
    root = folder.resolve("lake");
    sources = PublisherProcess.sources(folder.resolve("sources"), 1);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aProcessKilledAtAStep(Step step) throws IOException, InterruptedException {
    Process process = PublisherProcess.start(root, sources, step.name());
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(
        PublisherProcess.KILLED,
        process.exitValue(),
        () -> read(folder.resolve("process-" + step.name() + ".txt")));
    try (LocalDataLake lake = LocalDataLake.at(root)) {
      boolean written = step.compareTo(Step.ENTRY_WRITTEN) >= 0;
      assertEquals(written, lake.exists(PublisherProcess.DATASET));
      lake.publish(PublisherProcess.publication(sources));
      assertCompleteOnce(lake);
    }
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aFailureAtAStepLeavesNothingBehind(Step fatal) throws IOException {
    Publication publication = PublisherProcess.publication(sources);
    LocalDataLake failing =
        LocalDataLake.at(
            root,
            Clock.systemUTC(),
            step -> {
              if (step == fatal) {
                throw new IllegalStateException("failing at " + step);
              }
            });
    assertThrows(IllegalStateException.class, () -> failing.publish(publication));
    LocalDataLake lake = LocalDataLake.at(root);
    boolean written = fatal.compareTo(Step.ENTRY_WRITTEN) >= 0;
    assertEquals(written, lake.exists(PublisherProcess.DATASET));
    assertEquals(written ? PublisherProcess.FILES * COPIES : 0, filesInRses().size());
    lake.publish(publication);
    assertCompleteOnce(lake);
  }

  @Test
  void aKilledPublicationDoesNotKeepTheNameFromOthers() throws Exception {
    Process process = PublisherProcess.start(root, sources, Step.ALL_FILES_NAMED.name());
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertFalse(filesInRses().isEmpty(), "named, but not in the catalogue");
    Path other = PublisherProcess.sources(folder.resolve("other"), 2);
    try (LocalDataLake lake = LocalDataLake.at(root)) {
      lake.publish(PublisherProcess.publication(other));
      assertCompleteOnce(lake);
    }
  }

  @Test
  void whatAKilledPublicationLeftIsCleanedAwayByItself() throws Exception {
    Process process = PublisherProcess.start(root, sources, Step.ALL_FILES_NAMED.name());
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    try (LocalDataLake lake = LocalDataLake.at(root)) {
      lake.cleanUp();
      assertEquals(List.of(), filesInRses());
      assertFalse(lake.exists(PublisherProcess.DATASET));
    }
  }

  private void assertCompleteOnce(LocalDataLake lake) throws IOException {
    List<ReplicationRule> rules = lake.rules(PublisherProcess.DATASET);
    assertEquals(1, rules.size());
    assertEquals(ReplicationRule.State.OK, rules.getFirst().state());
    assertEquals(PublisherProcess.FILES, lake.dataset(PublisherProcess.DATASET).files().size());
    Verification verification = lake.verify(PublisherProcess.DATASET);
    assertTrue(verification.isSound(), verification.faults().toString());
    assertEquals(PublisherProcess.FILES * COPIES, verification.replicas());
    List<Path> files = filesInRses();
    assertEquals(PublisherProcess.FILES * COPIES, files.size(), () -> "leftovers: " + files);
    try (Stream<Path> sessions = Files.list(root.resolve("sessions"))) {
      assertEquals(0, sessions.count());
    }
  }

  private List<Path> filesInRses() throws IOException {
    Path rses = root.resolve("rses");
    if (!Files.exists(rses)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(rses)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      return missing.toString();
    }
  }
}
