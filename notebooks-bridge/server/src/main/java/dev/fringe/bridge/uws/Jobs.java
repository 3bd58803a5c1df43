package dev.fringe.bridge.uws;

import dev.fringe.bridge.catalogue.CatalogueException;
import dev.fringe.bridge.vo.VoException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of a service. What is answered has been written to the disk before. */
public final class Jobs implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TIDY_SECONDS = 10;

  private final UwsSettings settings;
  private final JobWork work;
  private final Clock clock;
  private final JobFiles files;
  private final ExecutorService workers;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, Job> jobs = new TreeMap<>();
  private final Map<String, Cancel> running = new HashMap<>();
  private boolean isClosed;

  private Jobs(Path folder, UwsSettings settings, JobWork work, Clock clock) throws IOException {
    this.settings = settings;
    this.work = work;
    this.clock = clock;
    this.files = new JobFiles(folder);
    this.workers =
        Executors.newFixedThreadPool(
            settings.atOnce(), Thread.ofVirtual().name("job-", 0).factory());
    for (Job job : files.readAll()) {
      jobs.put(job.id(), job);
    }
  }

  /** Takes up the jobs of a folder: those that a crash cut off begin anew. */
  public static Jobs in(Path folder, UwsSettings settings, JobWork work, Clock clock)
      throws IOException {
    Jobs taken = new Jobs(folder, settings, work, clock);
    taken.resume();
    return taken;
  }

  private synchronized void resume() throws IOException {
    for (Job job :
        jobs.values().stream()
            .filter(job -> job.phase().isActive())
            .sorted(Comparator.comparing(Job::created))
            .toList()) {
      enqueue(job);
    }
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(this::tidy, TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Keeps a new job.
   *
   * @param owner empty for somebody unknown
   */
  public synchronized Job create(String owner, Map<String, List<String>> parameters)
      throws IOException {
    if (jobs.size() >= settings.most()) {
      throw new VoException(503, "there are too many jobs: delete some, or come again later");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return keep(
        Job.create(
            newId(),
            owner,
            parameters,
            (int) settings.duration().toSeconds(),
            now,
            now.plus(settings.kept())));
  }

  private static String newId() {
    return new BigInteger(125, RANDOM).setBit(124).toString(36);
  }

  private Job keep(Job job) throws IOException {
    files.write(job);
    jobs.put(job.id(), job);
    notifyAll();
    return job;
  }

  /**
   * A job.
   *
   * @throws VoException with 404 if there is none
   */
  public synchronized Job get(String id) {
    Job job = jobs.get(id);
    if (job == null || job.isOver(clock.instant())) {
      throw new VoException(404, "there is no such job");
    }
    return job;
  }

  /** All jobs, the latest first. */
  public synchronized List<Job> all() {
    return jobs.values().stream().sorted(Comparator.comparing(Job::created).reversed()).toList();
  }

  /** Where a job's uploads and results are. */
  public Path folder(Job job) {
    return files.folder(job.id());
  }

  /** Puts a job into the queue; one that is there or further already is left as it is. */
  public synchronized Job run(String id) throws IOException {
    Job job = get(id);
    if (job.phase() != Phase.PENDING) {
      return job;
    }
    work.check(job);
    return enqueue(job);
  }

  private Job enqueue(Job job) throws IOException {
    Job queued = keep(job.in(Phase.QUEUED));
    workers.execute(() -> work(job.id()));
    return queued;
  }

  public synchronized Job abort(String id) throws IOException {
    Job job = get(id);
    if (job.phase() != Phase.PENDING && !job.phase().isActive()) {
      return job;
    }
    Optional.ofNullable(running.get(id)).ifPresent(Cancel::cancel);
    return keep(job.ended(Phase.ABORTED, clock.instant(), "", List.of()));
  }

  public synchronized void delete(String id) throws IOException {
    get(id);
    remove(id);
  }

  private void remove(String id) throws IOException {
    Optional.ofNullable(running.get(id)).ifPresent(Cancel::cancel);
    jobs.remove(id);
    files.delete(id);
    notifyAll();
  }

  public synchronized Job limit(String id, long seconds) throws IOException {
    long longest = settings.longest().toSeconds();
    return keep(get(id).lasting((int) (seconds <= 0 ? longest : Math.min(seconds, longest))));
  }

  public synchronized Job keepUntil(String id, Instant end) throws IOException {
    Instant latest = clock.instant().plus(settings.keptLongest());
    return keep(get(id).until(end.isBefore(latest) ? end : latest.truncatedTo(ChronoUnit.SECONDS)));
  }

  /** Adds parameters and names of uploads to a job that waits to be run. */
  public synchronized Job change(
      String id, Map<String, List<String>> parameters, List<String> uploads) throws IOException {
    Job job = get(id);
    if (job.phase() != Phase.PENDING) {
      throw new VoException(403, "the job is " + job.phase() + ": its parameters stay as they are");
    }
    return keep(job.asking(parameters).sending(uploads));
  }

  /** Waits until a job isn't in {@code phase} any more, or for so long. */
  public synchronized Job await(String id, Phase phase, Duration longest)
      throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    Job job = get(id);
    while (job.phase() == phase) {
      long rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (rest <= 0 || isClosed) {
        return job;
      }
      wait(rest);
      job = get(id);
    }
    return job;
  }

  private void work(String id) {
    Cancel cancel = new Cancel();
    Job job;
    synchronized (this) {
      Job queued = jobs.get(id);
      if (queued == null || queued.phase() != Phase.QUEUED || isClosed) {
        return;
      }
      running.put(id, cancel);
      try {
        job = keep(queued.begun(clock.instant()));
      } catch (IOException e) {
        LOG.error("job {} cannot be kept", id, e);
        running.remove(id);
        return;
      }
    }
    Outcome outcome = outcome(job, cancel);
    synchronized (this) {
      running.remove(id);
      Job now = jobs.get(id);
      // Closed: the job is taken up again by the next start.
      if (now != null && now.phase() == Phase.EXECUTING && !isClosed) {
        finish(now, outcome);
      }
    }
  }

  private record Outcome(Phase phase, String error, List<Job.Result> results) {}

  private Outcome outcome(Job job, Cancel cancel) {
    try {
      return new Outcome(Phase.COMPLETED, "", work.run(job, folder(job), cancel));
    } catch (VoException told) {
      return new Outcome(Phase.ERROR, told.getMessage(), List.of());
    } catch (CatalogueException.Unavailable e) {
      LOG.warn("job {} finds no index: {}", job.id(), e.getMessage());
      return new Outcome(Phase.ERROR, e.words(), List.of());
    } catch (Exception | StackOverflowError e) {
      if (!cancel.isCancelled()) {
        LOG.error("job {} failed", job.id(), e);
      }
      return new Outcome(Phase.ERROR, "the service failed; its log tells more", List.of());
    }
  }

  private void finish(Job job, Outcome outcome) {
    try {
      keep(job.ended(outcome.phase(), clock.instant(), outcome.error(), outcome.results()));
    } catch (IOException e) {
      LOG.error("job {} cannot be kept", job.id(), e);
    }
  }

  /** Deletes what is over. */
  synchronized void tidy() {
    Instant now = clock.instant();
    for (Job job : List.copyOf(jobs.values())) {
      if (job.isOver(now)) {
        try {
          remove(job.id());
        } catch (IOException e) {
          LOG.warn("job {} cannot be deleted: {}", job.id(), e.getMessage());
        }
      }
    }
  }

  /** A time as UWS has it: UTC, to the millisecond. */
  static String time(String iso) {
    return iso.isEmpty() ? "" : Instant.parse(iso).truncatedTo(ChronoUnit.MILLIS).toString();
  }

  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      running.values().forEach(Cancel::cancel);
      notifyAll();
    }
    timer.shutdownNow();
    workers.close();
  }
}
