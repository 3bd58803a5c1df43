package dev.fringe.bridge.workflows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The runs, in memory and in folders. */
final class RunStore {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path root;
  private final Clock clock;
  private final Map<String, Run> runs = new TreeMap<>();
  private final Changes changes = new Changes();

  private RunStore(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  static RunStore in(Path root, Clock clock) throws IOException {
    Files.createDirectories(root);
    RunStore store = new RunStore(root, clock);
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        new RunFolder(folder).load().ifPresent(run -> store.runs.put(run.id(), run));
      }
    }
    return store;
  }

  /** In the order of their submission. */
  synchronized List<Run> list() {
    return runs.values().stream()
        .sorted(Comparator.comparing(Run::submitted).thenComparing(Run::id))
        .toList();
  }

  synchronized Optional<Run> find(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  Run get(String id) {
    return find(id).orElseThrow(() -> SubmissionException.unknown(id));
  }

  /** Of a run that is there: what a caller writes is never taken for a path. */
  RunFolder folder(String id) {
    return new RunFolder(root.resolve(get(id).id()));
  }

  /** Keeps a new run, whole before it is seen. */
  synchronized Run add(
      String name, String owner, int longestQueue, Function<RunFolder, byte[]> workflow)
      throws IOException {
    long waiting = runs.values().stream().filter(run -> run.state() == RunState.QUEUED).count();
    if (waiting >= longestQueue) {
      throw new SubmissionException(
          429, waiting + " workflows are waiting, and no more may: try again later");
    }
    Instant now = clock.instant();
    String id = name + "-" + STAMP.format(now) + "-" + suffix();
    RunFolder folder = new RunFolder(root.resolve(id));
    Files.createDirectory(folder.path());
    Files.write(folder.workflow(), workflow.apply(folder));
    Run run = Run.queued(id, name, owner, now);
    folder.save(run);
    runs.put(id, run);
    changes.happened();
    return run;
  }

  /**
   * Changes a run, and keeps it.
   *
   * @return as it was before
   */
  synchronized Run change(String id, UnaryOperator<Run> how) throws IOException {
    Run before = get(id);
    Run after = how.apply(before);
    if (!after.equals(before)) {
      folder(id).save(after);
      runs.put(id, after);
      changes.happened();
    }
    return before;
  }

  /**
   * Forgets runs that ended long ago, and the oldest of too many.
   *
   * @return those that are forgotten
   */
  synchronized List<Run> prune(Retention retention) throws IOException {
    List<Run> old =
        retention.old(
            runs.values().stream().filter(run -> run.state().isFinal()).toList(), clock.instant());
    for (Run run : old) {
      folder(run.id()).remove();
      runs.remove(run.id());
    }
    if (!old.isEmpty()) {
      changes.happened();
    }
    return old;
  }

  Changes changes() {
    return changes;
  }

  private static String suffix() {
    return HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
  }
}
