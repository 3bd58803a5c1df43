package dev.fringe.bridge.uws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.bridge.vo.VoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

  private Jobs open(JobWork work) throws IOException {
    return Jobs.in(folder, UwsSettings.standard(), work, clock);
  }

  private static List<Job.Result> write(Path folder) throws IOException {
    Files.writeString(folder.resolve("result"), "done");
    return List.of(new Job.Result("result", "text/plain", 4));
  }

  private static Job finished(Jobs jobs, String id) throws InterruptedException {
    Job job = jobs.get(id);
    while (job.phase().isActive()) {
      job = jobs.await(id, job.phase(), LONG);
    }
    return job;
  }

  @Test
  void aJobThatACrashCutOffIsDoneByTheNextStart() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Job job;
    try (Jobs jobs =
        open(
            (what, where, cancel) -> {
              cancel.onCancel(never::countDown);
              begun.countDown();
              never.await();
              throw new IOException("the service went away");
            })) {
      job = jobs.create("", Map.of("QUERY", List.of("x")));
      jobs.run(job.id());
      begun.await();
      assertEquals(Phase.EXECUTING, jobs.get(job.id()).phase());
    }
    try (Jobs jobs = open((what, where, cancel) -> write(where))) {
      Job done = finished(jobs, job.id());
      assertEquals(Phase.COMPLETED, done.phase());
      assertEquals(List.of("x"), done.parameters().get("QUERY"));
      assertEquals("done", Files.readString(jobs.folder(done).resolve("result")));
    }
  }

  @Test
  void jobsThatWaitInTheQueueAreNotLost() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    int many = 20;
    try (Jobs jobs =
        open(
            (what, where, cancel) -> {
              cancel.onCancel(never::countDown);
              never.await();
              return List.of();
            })) {
      for (int i = 0; i < many; i++) {
        jobs.run(jobs.create("", Map.of()).id());
      }
    }
    try (Jobs jobs = open((what, where, cancel) -> write(where))) {
      for (Job job : jobs.all()) {
        assertEquals(Phase.COMPLETED, finished(jobs, job.id()).phase());
      }
      assertEquals(many, jobs.all().size());
    }
  }

  @Test
  void abortEndsWhatIsRunning() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    try (Jobs jobs =
        open(
            (what, where, cancel) -> {
              cancel.onCancel(cancelled::countDown);
              begun.countDown();
              cancelled.await();
              return write(where);
            })) {
      Job job = jobs.create("", Map.of());
      jobs.run(job.id());
      begun.await();
      jobs.abort(job.id());
      cancelled.await();
      assertEquals(Phase.ABORTED, jobs.get(job.id()).phase());
      assertTrue(jobs.get(job.id()).results().isEmpty());
    }
  }

  @Test
  void jobsEndByTheirDestructionTime() throws Exception {
    try (Jobs jobs = open((what, where, cancel) -> write(where))) {
      Job job = jobs.create("", Map.of());
      jobs.run(job.id());
      finished(jobs, job.id());
      Path where = jobs.folder(job);
      now.set(now.get().plus(Duration.ofDays(6)));
      jobs.tidy();
      assertTrue(Files.exists(where));
      now.set(now.get().plus(Duration.ofDays(2)));
      assertThrows(VoException.class, () -> jobs.get(job.id()));
      jobs.tidy();
      assertFalse(Files.exists(where));
    }
  }

  @Test
  void nobodyKeepsAJobForEver() throws Exception {
    try (Jobs jobs = open((what, where, cancel) -> write(where))) {
      Job job = jobs.create("", Map.of());
      jobs.keepUntil(job.id(), now.get().plus(Duration.ofDays(10_000)));
      assertEquals(
          now.get().plus(Duration.ofDays(30)).toString(), jobs.get(job.id()).destruction());
      assertEquals(3600, jobs.limit(job.id(), 1_000_000).seconds());
    }
  }

  @Test
  void whatTheWorkSaysIsTold() throws Exception {
    try (Jobs jobs =
        open(
            (what, where, cancel) -> {
              throw VoException.badRequest("no such thing");
            })) {
      Job job = jobs.create("", Map.of());
      jobs.run(job.id());
      Job failed = finished(jobs, job.id());
      assertEquals(Phase.ERROR, failed.phase());
      assertEquals("no such thing", failed.error());
    }
  }
}
