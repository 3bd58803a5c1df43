package dev.fringe.pipelines.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock as an object that its holder renews. Who finds one looks whether it changes, and takes it
 * over if it does not: no clocks are compared. Object stores of the common kind cannot exclude two
 * that begin at the same moment; the loser sees it when it looks again. Were it never to see it,
 * nothing would break: both would compute the same, and the data lake lets one publish.
 */
final class ObjectLease implements RunLock {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectLease.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration RENEWAL = Duration.ofSeconds(3);

  /** So many renewals must be missed before a holder counts as gone. */
  private static final int PATIENCE = 4;

  /** This part of the time between renewals is given to one who began at the same moment. */
  private static final int SETTLING = 10;

  private static final int LARGEST = 4096;

  private final ObjectStore objects;
  private final Location location;
  private final ScheduledExecutorService clock;
  private Holder holder;

  private ObjectLease(ObjectStore objects, Location location, Holder holder) {
    this.objects = objects;
    this.location = location;
    this.holder = holder;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fringe-run-lock").factory());
  }

  /** Who holds the lock, and how often it was renewed. */
  record Holder(String id, String host, long process, long startedMillis, long renewals) {

    static Holder ofThisProcess() {
      ProcessHandle self = ProcessHandle.current();
      return new Holder(UUID.randomUUID().toString(), thisHost(), self.pid(), started(self), 0);
    }

    Holder renewed() {
      return new Holder(id, host, process, startedMillis, renewals + 1);
    }

    /** Whether it is known to have ended, being a process of this machine. */
    boolean hasEnded() {
      return host.equals(thisHost())
          && ProcessHandle.of(process)
              .filter(ProcessHandle::isAlive)
              .map(ObjectLease::started)
              .map(since -> since != startedMillis)
              .orElse(true);
    }

    private static String thisHost() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (IOException e) {
        return "a host without a name";
      }
    }
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(since -> since.toEpochMilli()).orElse(0L);
  }

  static Optional<RunLock> take(ObjectStore objects, Location location) throws IOException {
    return take(objects, location, RENEWAL);
  }

  static Optional<RunLock> take(ObjectStore objects, Location location, Duration renewal)
      throws IOException {
    Optional<Holder> other = read(objects, location);
    if (other.isPresent() && isHeld(objects, location, other.get(), renewal)) {
      return Optional.empty();
    }
    ObjectLease lease = new ObjectLease(objects, location, Holder.ofThisProcess());
    lease.write();
    pause(renewal.dividedBy(SETTLING));
    Optional<Holder> now = read(objects, location);
    if (now.isEmpty() || !now.get().id().equals(lease.holder.id())) {
      lease.clock.shutdownNow();
      return Optional.empty();
    }
    var _ =
        lease.clock.scheduleAtFixedRate(
            lease::renew, renewal.toMillis(), renewal.toMillis(), TimeUnit.MILLISECONDS);
    return Optional.of(lease);
  }

  private static boolean isHeld(
      ObjectStore objects, Location location, Holder first, Duration renewal) throws IOException {
    if (first.hasEnded()) {
      return false;
    }
    LOG.info(
        "{} is held by process {} of {}: looking for life",
        location,
        first.process(),
        first.host());
    long end = System.nanoTime() + renewal.multipliedBy(PATIENCE).toNanos();
    while (System.nanoTime() < end) {
      pause(renewal.dividedBy(PATIENCE));
      Optional<Holder> now = read(objects, location);
      if (now.isEmpty()) {
        return false;
      }
      if (!now.get().equals(first)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Holder> read(ObjectStore objects, Location location) throws IOException {
    try (RangeReader reader = objects.open(location)) {
      byte[] bytes = new byte[(int) Math.min(LARGEST, reader.size())];
      reader.readFully(0, bytes);
      return Optional.of(JSON.readValue(bytes, Holder.class));
    } catch (NoSuchFileException free) {
      return Optional.empty();
    }
  }

  private synchronized void write() throws IOException {
    objects.write(location, JSON.writeValueAsBytes(holder));
  }

  private void renew() {
    try {
      synchronized (this) {
        holder = holder.renewed();
        write();
      }
    } catch (IOException e) {
      LOG.warn("{} could not be renewed", location, e);
    }
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a run's lock", e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    clock.shutdownNow();
    objects.delete(location);
  }
}
