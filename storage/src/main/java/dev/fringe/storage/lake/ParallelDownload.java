package dev.fringe.storage.lake;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.bytes.Disk;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Takes many files out of the lake, several at a time, each as {@link Download} does. A file that
 * cannot be had does not keep the others from arriving. Memory is that of a piece for each file on
 * its way.
 */
public final class ParallelDownload {

  private static final int BATCH = 1000;

  private final DataLake lake;
  private final int atOnce;
  private final Predicate<Replica> chosen;
  private final boolean mayReplace;

  private ParallelDownload(
      DataLake lake, int atOnce, Predicate<Replica> chosen, boolean mayReplace) {
    this.lake = lake;
    this.atOnce = atOnce;
    this.chosen = chosen;
    this.mayReplace = mayReplace;
  }

  /**
   * From any replica; files that stand in the way are kept.
   *
   * @param atOnce files on their way, at least 1
   */
  public static ParallelDownload from(DataLake lake, int atOnce) {
    return new ParallelDownload(lake, atOnce, replica -> true, false);
  }

  /** The same, from some replicas only. */
  public ParallelDownload at(Predicate<Replica> replicas) {
    return new ParallelDownload(lake, atOnce, replicas, mayReplace);
  }

  /** The same, replacing what stands in the way with other bytes. */
  public ParallelDownload replacing() {
    return new ParallelDownload(lake, atOnce, chosen, true);
  }

  /**
   * What became of the files.
   *
   * @param arrived how many were fetched
   * @param present how many were there already, and are right
   * @param faults why the others are not there, one line each
   */
  public record Result(int arrived, int present, List<String> faults) {
    public Result {
      faults = List.copyOf(faults);
    }
  }

  private enum Outcome {
    ARRIVED,
    PRESENT
  }

  /**
   * Makes the targets the files.
   *
   * @param received told the bytes that are there, by several threads; a negative number takes back
   *     what has to be read again
   * @throws InterruptedIOException if the thread is interrupted; what has arrived is kept
   */
  public Result files(Map<Path, LakeFile> targets, LongConsumer received) throws IOException {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    List<String> faults = new ArrayList<>();
    List<Map.Entry<Path, LakeFile>> left = List.copyOf(targets.entrySet());
    try (ExecutorService workers = Executors.newFixedThreadPool(atOnce, daemons())) {
      for (int at = 0; at < left.size(); at += BATCH) {
        List<Map.Entry<Path, LakeFile>> batch = left.subList(at, Math.min(left.size(), at + BATCH));
        Map<Did, List<Replica>> replicas =
            lake.allReplicas(batch.stream().map(entry -> entry.getValue().did()).toList());
        Map<Path, Future<Outcome>> running = new LinkedHashMap<>();
        for (Map.Entry<Path, LakeFile> entry : batch) {
          LakeFile file = entry.getValue();
          running.put(
              entry.getKey(),
              workers.submit(
                  () ->
                      one(
                          file,
                          replicas.getOrDefault(file.did(), List.of()),
                          entry.getKey(),
                          received)));
        }
        try {
          collect(running, counts, faults);
        } catch (InterruptedIOException interrupted) {
          workers.shutdownNow();
          throw interrupted;
        }
      }
    }
    return new Result(
        counts.getOrDefault(Outcome.ARRIVED, 0), counts.getOrDefault(Outcome.PRESENT, 0), faults);
  }

  /**
   * Where the files of a DID go in a folder: under the last parts of their names, or, where two
   * have the same, under their names, or, where even these are the same, under scope and name.
   */
  public static Map<Path, LakeFile> targets(List<LakeFile> files, Path folder) {
    List<Function<Did, String>> forms =
        List.of(Did::fileName, Did::name, did -> did.scope() + "/" + did.name());
    Map<Path, LakeFile> targets = new LinkedHashMap<>();
    for (Function<Did, String> form : forms) {
      targets.clear();
      files.forEach(file -> targets.put(folder.resolve(form.apply(file.did())), file));
      if (targets.size() == files.size()) {
        break;
      }
    }
    return targets;
  }

  private Outcome one(LakeFile file, List<Replica> all, Path target, LongConsumer received)
      throws IOException {
    if (Files.exists(target) && isSame(file, target)) {
      received.accept(file.bytes());
      return Outcome.PRESENT;
    }
    if (Files.exists(target) && !mayReplace) {
      throw new LakeException(
          "%s exists with other bytes than %s, and is kept".formatted(target, file.did()));
    }
    List<Replica> replicas = all.stream().filter(Replica::isAvailable).filter(chosen).toList();
    if (replicas.isEmpty()) {
      throw new LakeException(
          all.isEmpty()
              ? "%s has no replica any more".formatted(file.did())
              : "%s has no replica that can be read there; it has %s"
                  .formatted(file.did(), describe(all)));
    }
    Download.from(lake).file(file, replicas, target, received);
    return Outcome.ARRIVED;
  }

  private static boolean isSame(LakeFile file, Path target) throws IOException {
    return Files.isRegularFile(target)
        && Files.size(target) == file.bytes()
        && file.matches(Checksums.of(target));
  }

  private static String describe(List<Replica> replicas) {
    return String.join(
        ", ", replicas.stream().map(replica -> replica.rse() + " " + replica.state()).toList());
  }

  private static void collect(
      Map<Path, Future<Outcome>> running, Map<Outcome, Integer> counts, List<String> faults)
      throws InterruptedIOException {
    for (Map.Entry<Path, Future<Outcome>> entry : running.entrySet()) {
      try {
        counts.merge(entry.getValue().get(), 1, Integer::sum);
      } catch (ExecutionException failure) {
        Throwable cause = failure.getCause();
        faults.add(
            cause instanceof LakeException
                ? cause.getMessage()
                : entry.getKey() + ": " + Disk.reason(cause));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while downloading");
      }
    }
  }

  private static ThreadFactory daemons() {
    return Thread.ofPlatform().daemon().name("fringe-download-", 0).factory();
  }
}
