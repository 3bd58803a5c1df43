package dev.fringe.bridge.index;

import dev.fringe.bridge.catalogue.Product;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Dataset;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the index say what the lake says, again and again. Holds the names of one scope in memory
 * at a time, and of the rest a batch of products. What is told of products may change afterwards,
 * so a few names are asked for again at each look, all of them in turn.
 */
public final class LakeFollower implements Making, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LakeFollower.class);
  private static final int BATCH = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Each is a few requests to a distant lake. */
  private static final int AGAIN = 4;

  /** When all was last seen is for those who don't look themselves. */
  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

  private final DataLake lake;
  private final Database database;
  private final Duration pause;
  private final Duration patience;
  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch firstLook = new CountDownLatch(1);
  private volatile Optional<Instant> lastSync = Optional.empty();
  private volatile boolean isWhole;
  private volatile String trouble = "";
  private final Map<String, Seen> seen = new HashMap<>();
  private String lastAgain = "";
  private Optional<Thread> thread = Optional.empty();

  /**
   * @param pause between two looks at the lake
   */
  public LakeFollower(DataLake lake, Database database, Duration pause) {
    this(lake, database, pause, PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience of those who ask for an index that is being made
   */
  LakeFollower(DataLake lake, Database database, Duration pause, Duration patience) {
    this.lake = lake;
    this.database = database;
    this.pause = pause;
    this.patience = patience;
  }

  /** The names of a scope in short: what is the same as at the last look needs no second one. */
  private record Seen(int datasets, int datasetsHash, int files, int filesHash) {}

  /** What a look at the lake changed. */
  public record Changes(long added, long removed, long retold) {
    boolean isAny() {
      return added + removed + retold > 0;
    }

    Changes plus(Changes other) {
      return new Changes(added + other.added, removed + other.removed, retold + other.retold);
    }
  }

  /** Starts to follow, in a thread of its own, until it is closed. */
  public synchronized void start() {
    thread = Optional.of(Thread.ofVirtual().name("lake-follower").start(this::follow));
  }

  private void follow() {
    try {
      do {
        look();
      } while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      Changes changes = sync();
      if (changes.isAny()) {
        LOG.info(
            "indexed {} files, took out {}, what is told of {} has changed",
            changes.added(),
            changes.removed(),
            changes.retold());
      }
    } catch (IOException | SQLException | RuntimeException e) {
      if (end.getCount() > 0) {
        if (!e.toString().equals(trouble)) {
          LOG.warn("the lake cannot be followed: {}", e.toString());
        }
        trouble = e.toString();
      }
    }
  }

  /** When the index last said all that the lake said; empty if it never has since the start. */
  public Optional<Instant> lastSync() {
    return lastSync;
  }

  @Override
  public boolean isWhole() {
    isWhole = isWhole || lastSync.isPresent() || wasWhole() || isOfThisStart();
    return isWhole;
  }

  private boolean wasWhole() {
    try (IndexWriter writer = new IndexWriter(database)) {
      return writer.lastLook().isPresent();
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /** Waits, unless the lake cannot be followed. */
  @Override
  public boolean isOfThisStart() {
    try {
      return lastSync.isPresent()
          || (trouble.isEmpty() && firstLook.await(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Why the lake can't be followed; empty if it can. */
  public String trouble() {
    return trouble;
  }

  /** Looks once. */
  public synchronized Changes sync() throws IOException, SQLException {
    Instant started = Instant.now();
    Changes changes = new Changes(0, 0, 0);
    boolean isFollower = database.isFollower();
    try (IndexWriter writer = new IndexWriter(database)) {
      if (!isFollower) {
        seen.clear();
        looked(writer.lastLook());
        trouble = "";
        return changes;
      }
      List<String> scopes = lake.scopes();
      for (String scope : scopes) {
        if (end.getCount() == 0) {
          return changes;
        }
        changes = changes.plus(sync(writer, scope));
      }
      Set<String> gone = writer.scopes();
      scopes.forEach(gone::remove);
      for (String scope : gone) {
        Set<Did> files = writer.files(scope);
        changes = changes.plus(new Changes(0, remove(writer, files), 0));
        forget(writer, writer.datasets(scope));
        seen.remove(scope);
      }
      changes = changes.plus(new Changes(0, 0, again(writer)));
      if (changes.isAny()
          || lastSync.isEmpty()
          || lastSync.get().plus(NOTED_EVERY).isBefore(started)) {
        writer.looked(started);
      }
    }
    trouble = "";
    looked(Optional.of(started));
    return changes;
  }

  private void looked(Optional<Instant> when) {
    lastSync = when;
    when.ifPresent(_ -> firstLook.countDown());
  }

  private Changes sync(IndexWriter writer, String scope) throws IOException, SQLException {
    List<Did> datasets = lake.datasets(scope);
    List<Did> files = lake.list(scope, DidKind.FILE);
    Seen now = new Seen(datasets.size(), datasets.hashCode(), files.size(), files.hashCode());
    if (now.equals(seen.get(scope))) {
      return new Changes(0, 0, 0);
    }
    seen.remove(scope);
    Changes changes = sync(writer, scope, datasets, files);
    if (writer.closedDatasets(scope).size() == datasets.size()) {
      seen.put(scope, now);
    }
    return changes;
  }

  private Changes sync(IndexWriter writer, String scope, List<Did> datasets, List<Did> files)
      throws IOException, SQLException {
    Set<Did> known = writer.files(scope);
    long added = 0;
    Set<Did> closed = writer.closedDatasets(scope);
    Set<Did> forgotten = writer.datasets(scope);
    for (Did name : datasets) {
      forgotten.remove(name);
      if (!closed.contains(name)) {
        added += add(writer, name, known);
      }
    }
    forget(writer, forgotten);
    Set<Did> gone = new HashSet<>(known);
    List<Product> batch = new ArrayList<>();
    for (Did file : files) {
      gone.remove(file);
      if (known.add(file)) {
        Optional<LakeFile> found = file(file);
        found.map(LakeFollower::alone).ifPresent(batch::add);
        if (batch.size() == BATCH) {
          added += flush(writer, batch);
        }
      }
    }
    added += flush(writer, batch);
    return new Changes(added, remove(writer, gone), 0);
  }

  /** The next few names, and from the first on again after the last. */
  private long again(IndexWriter writer) throws SQLException {
    List<IndexWriter.Name> names = writer.namesAfter(lastAgain, AGAIN);
    List<Product> changed = new ArrayList<>();
    for (IndexWriter.Name name : names) {
      Map<Did, Product> known = writer.products(name);
      try {
        for (Product now : told(name)) {
          Product before = known.get(now.did());
          if (before != null && now.isToldOtherwiseThan(before)) {
            changed.add(now);
          }
        }
      } catch (IOException e) {
        // The others are not held up.
        LOG.warn("what is told of {} cannot be asked again: {}", name.did(), e.toString());
      }
    }
    if (!changed.isEmpty()) {
      writer.put(changed);
      writer.commit();
    }
    lastAgain = names.size() < AGAIN ? "" : names.getLast().did().toString();
    return changed.size();
  }

  private List<Product> told(IndexWriter.Name name) throws IOException {
    if (!name.isDataset()) {
      return file(name.did()).map(LakeFollower::alone).stream().toList();
    }
    return dataset(name.did()).stream()
        .flatMap(dataset -> dataset.files().stream().map(file -> of(dataset, file)))
        .toList();
  }

  private static Product of(Dataset dataset, LakeFile file) {
    return ProductReader.read(file, Optional.of(dataset.did()), Optional.of(dataset.created()));
  }

  private static Product alone(LakeFile file) {
    return ProductReader.read(file, Optional.empty(), Optional.empty());
  }

  private Optional<Dataset> dataset(Did name) throws IOException {
    try {
      return Optional.of(lake.dataset(name));
    } catch (LakeException.NotFound goneMeanwhile) {
      return Optional.empty();
    }
  }

  private Optional<LakeFile> file(Did file) throws IOException {
    try {
      return Optional.of(lake.file(file));
    } catch (LakeException.NotFound goneMeanwhile) {
      return Optional.empty();
    }
  }

  private long add(IndexWriter writer, Did name, Set<Did> known) throws IOException, SQLException {
    Optional<Dataset> found = dataset(name);
    if (found.isEmpty()) {
      return 0;
    }
    Dataset dataset = found.get();
    long added = 0;
    List<Product> batch = new ArrayList<>();
    for (LakeFile file : dataset.files()) {
      if (known.add(file.did())) {
        batch.add(of(dataset, file));
      }
      if (batch.size() == BATCH) {
        added += flush(writer, batch);
      }
    }
    added += flush(writer, batch);
    writer.putDataset(name, dataset.open(), dataset.created());
    writer.commit();
    return added;
  }

  private long flush(IndexWriter writer, List<Product> batch) throws SQLException {
    writer.put(batch);
    for (Product product : batch) {
      if (SourceListReader.isList(product)) {
        readSources(writer, product);
      }
    }
    writer.commit();
    long count = batch.size();
    batch.clear();
    return count;
  }

  private void readSources(IndexWriter writer, Product list) throws SQLException {
    try {
      writer.removeSources(list.did());
      SourceListReader.read(lake, list, writer);
    } catch (IOException | RuntimeException e) {
      writer.removeSources(list.did());
      LOG.warn("the sources of {} cannot be read: {}", list.did(), e.getMessage());
    }
  }

  private static long remove(IndexWriter writer, Set<Did> gone) throws SQLException {
    if (!gone.isEmpty()) {
      writer.remove(gone);
      writer.commit();
    }
    return gone.size();
  }

  private static void forget(IndexWriter writer, Set<Did> datasets) throws SQLException {
    for (Did dataset : datasets) {
      writer.forgetDataset(dataset);
    }
    writer.commit();
  }

  /** Ends following; waits for a look that is under way. */
  @Override
  public void close() {
    end.countDown();
    Optional<Thread> following;
    synchronized (this) {
      following = thread;
    }
    try {
      if (following.isPresent()) {
        following.get().join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
