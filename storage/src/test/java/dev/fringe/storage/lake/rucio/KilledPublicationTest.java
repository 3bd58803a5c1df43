package dev.fringe.storage.lake.rucio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.storage.lake.DataLake;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A publication killed at any step is invisible or whole; run again, it is complete, once. */
@Tag("servers")
class KilledPublicationTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Step.class)
  void aProcessKilledAtAStep(Step step) throws Exception {
    Trial trial = new Trial(RucioServer.freshScope(), folder.resolve("sources")).writing(1);
    try (DataLake lake = RucioServer.lake(Step.Listener.NONE);
        Watcher watcher = Watcher.of(trial)) {
      PublisherProcess.Started killed = PublisherProcess.start(trial, step.name());
      assertEquals(PublisherProcess.KILLED, killed.exitValue(), killed.said());
      boolean committed = step.compareTo(Step.COMMITTED) >= 0;
      assertEquals(committed, lake.exists(trial.dataset()));
      if (committed) {
        trial.assertWhole(lake);
      }
      lake.publish(trial.publication());
      trial.assertPublishedOnce(lake);
      watcher.assertNeverHalf();
    }
  }
}
