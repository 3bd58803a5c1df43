package dev.fringe.storage.lake.rucio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Download;
import dev.fringe.storage.lake.LakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Publishers of the same names at the same time end as one. */
@Tag("servers")
class RacingPublishersTest {

  @TempDir Path folder;
  private Trial trial;

  @BeforeEach
  void write() throws IOException {
    trial = new Trial(RucioServer.freshScope(), folder.resolve("sources")).writing(1);
  }

  @Test
  void processesThatPublishTheSame() throws Exception {
    try (DataLake lake = RucioServer.lake(Step.Listener.NONE);
        Watcher watcher = Watcher.of(trial)) {
      PublisherProcess.Started one = PublisherProcess.start(trial, "NEVER");
      PublisherProcess.Started other = PublisherProcess.start(trial, "NEVER");
      assertEquals(PublisherProcess.DONE, one.exitValue(), one.said());
      assertEquals(PublisherProcess.DONE, other.exitValue(), other.said());
      trial.assertPublishedOnce(lake);
      watcher.assertNeverHalf();
    }
  }

  @Test
  void ofProcessesThatPublishOtherBytesOneIsRefused() throws Exception {
    Trial rival = new Trial(trial.scope(), folder.resolve("other")).writing(2);
    PublisherProcess.Started one = PublisherProcess.start(trial, "NEVER");
    PublisherProcess.Started other = PublisherProcess.start(rival, "NEVER");
    boolean first = one.exitValue() == PublisherProcess.DONE;
    assertEquals(
        first ? PublisherProcess.REFUSED : PublisherProcess.DONE,
        other.exitValue(),
        one.said() + other.said());
    PublisherProcess.Started refused = first ? other : one;
    assertEquals(PublisherProcess.REFUSED, refused.exitValue(), refused.said());
    assertTrue(refused.said().contains("other bytes"), refused.said());
    try (DataLake lake = RucioServer.lake(Step.Listener.NONE)) {
      trial.assertPublishedOnce(lake);
      Trial winner = first ? trial : rival;
      Path fetched = folder.resolve("fetched");
      Download.from(lake).file(lake.file(trial.file(0)), fetched, count -> {});
      assertEquals(-1, Files.mismatch(winner.sources().resolve("0.bin"), fetched));
    }
  }

  /** Both wait for each other at a step, so that they do the same next thing at once. */
  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"GUARDS_PASSED", "REGISTERED", "UPLOADED", "VERIFIED", "ALL_MOVED", "AVAILABLE"})
  void publishersSideBySide(Step step) throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    try (Watcher watcher = Watcher.of(trial);
        ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<?>> ends =
          List.of(
              both.submit(() -> publish(step, together)),
              both.submit(() -> publish(step, together)));
      for (Future<?> end : ends) {
        end.get(120, TimeUnit.SECONDS);
      }
      try (DataLake lake = RucioServer.lake(Step.Listener.NONE)) {
        trial.assertPublishedOnce(lake);
      }
      watcher.assertNeverHalf();
    }
  }

  private Void publish(Step step, CyclicBarrier together) throws IOException {
    AtomicBoolean waited = new AtomicBoolean();
    Step.Listener listener =
        reached -> {
          if (reached == step && !waited.getAndSet(true)) {
            await(together);
          }
        };
    try (DataLake lake = RucioServer.lake(listener)) {
      assertEquals(1, lake.publish(trial.publication()).size());
    }
    return null;
  }

  private static void await(CyclicBarrier together) {
    try {
      together.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new IllegalStateException("the other publisher did not come", alone);
    }
  }

  @Test
  void otherBytesUnderAPublishedNameAreRefusedBeforeAnythingIsSent() throws IOException {
    try (DataLake lake = RucioServer.lake(Step.Listener.NONE)) {
      lake.publish(trial.publication());
      Trial rival = new Trial(trial.scope(), folder.resolve("other")).writing(2);
      long[] sent = {0};
      String message = "";
      try {
        lake.publish(rival.publication(), count -> sent[0] += count);
      } catch (LakeException.DidTaken taken) {
        message = taken.getMessage();
      }
      assertTrue(message.contains(trial.file(0).toString()), message);
      assertTrue(message.contains(lake.file(trial.file(0)).md5()), message);
      assertTrue(message.contains("choose another name"), message);
      assertEquals(0, sent[0]);
    }
  }
}
