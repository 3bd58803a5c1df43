package dev.fringe.storage.lake.local;

import dev.fringe.storage.bytes.LocalFileReader;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Dataset;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.lake.Rse;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.lake.local.Entries.DatasetEntry;
import dev.fringe.storage.lake.local.Entries.FileEntry;
import dev.fringe.storage.lake.local.Entries.RuleEntry;
import dev.fringe.storage.lake.local.Entries.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data lake in a folder, with everything that Rucio's has and nothing to install. RSEs are
 * sub-folders, three of them at first (LOCAL-A and LOCAL-B with tier=1, LOCAL-C with tier=2), which
 * {@code rses.json} in the lake's folder declares. Several processes may use it at once.
 */
public final class LocalDataLake implements DataLake {

  private static final Logger LOG = LoggerFactory.getLogger(LocalDataLake.class);

  private final LakeFolder folder;
  private final Catalogue catalogue;
  private final Clock clock;
  private final Step.Listener listener;

  private LocalDataLake(LakeFolder folder, Clock clock, Step.Listener listener) {
    this.folder = folder;
    this.catalogue = new Catalogue(folder.catalogue());
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Opens the lake in a folder, making it if the folder is empty or missing.
   *
   * @throws dev.fringe.storage.BadDataException if the folder holds something else
   */
  public static LocalDataLake at(Path folder) throws IOException {
    return at(folder, Clock.systemUTC());
  }

  /** As {@link #at(Path)}, with the clock that lifetimes are measured by. */
  public static LocalDataLake at(Path folder, Clock clock) throws IOException {
    return at(folder, clock, Step.Listener.NONE);
  }

  static LocalDataLake at(Path folder, Clock clock, Step.Listener listener) throws IOException {
    return new LocalDataLake(LakeFolder.open(folder), clock, listener);
  }

  @Override
  public List<Rse> rses() {
    return folder.rses().stream().map(LocalRse::rse).toList();
  }

  @Override
  public List<ReplicationRule> publish(Publication publication, LongConsumer sent)
      throws IOException {
    return publish(Offer.of(publication), sent);
  }

  @Override
  public List<ReplicationRule> put(PublishedFile file, List<RuleRequest> rules, LongConsumer sent)
      throws IOException {
    return publish(Offer.of(file, rules), sent);
  }

  @Override
  public ReplicationRule addRule(Did did, RuleRequest request) throws IOException {
    return rework(did, List.of(request)).stream()
        .filter(rule -> rule.answers(request) && !rule.isExpired(clock.instant()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Tries again to make copies that are stuck.
   *
   * @return the rules of all datasets that had some, as they stand now
   */
  public List<ReplicationRule> repair() throws IOException {
    List<Did> stuck =
        catalogue.read(
            state ->
                state.rules().stream()
                    .filter(rule -> rule.stuck() > 0 && !rule.isExpired(clock.instant()))
                    .map(RuleEntry::dataset)
                    .distinct()
                    .toList());
    List<ReplicationRule> rules = new ArrayList<>();
    for (Did dataset : stuck) {
      rules.addAll(rework(dataset, List.of()));
    }
    return rules;
  }

  /** Takes away expired rules, and the replicas that no other rule keeps. */
  public CleanUp cleanUp() throws IOException {
    return new Expiry(folder, catalogue, clock).run();
  }

  @Override
  public List<ReplicationRule> rules(Did did) throws IOException {
    return catalogue.read(
        state -> {
          state.require(did);
          return state.rulesOf(did).stream().map(RuleEntry::toRule).toList();
        });
  }

  @Override
  public ReplicationRule rule(String id) throws IOException {
    return catalogue.read(state -> state.rule(id).toRule());
  }

  @Override
  public List<Did> datasets(String scope) throws IOException {
    return list(scope, DidKind.DATASET);
  }

  @Override
  public List<Did> list(String scope, DidKind kind) throws IOException {
    return catalogue.read(
        state ->
            switch (kind) {
              case FILE -> inScope(state.files().stream().map(entry -> entry.file().did()), scope);
              case DATASET -> inScope(state.datasets().stream().map(DatasetEntry::did), scope);
              case CONTAINER -> List.of();
            });
  }

  private static List<Did> inScope(Stream<Did> dids, String scope) {
    return dids.filter(did -> did.scope().equals(scope)).sorted().toList();
  }

  @Override
  public List<String> scopes() throws IOException {
    return catalogue.read(
        state ->
            Stream.concat(
                    state.datasets().stream().map(DatasetEntry::did),
                    state.files().stream().map(entry -> entry.file().did()))
                .map(Did::scope)
                .distinct()
                .sorted()
                .toList());
  }

  @Override
  public Optional<DidKind> kind(Did did) throws IOException {
    return catalogue.read(
        state ->
            state.findFile(did).isPresent()
                ? Optional.of(DidKind.FILE)
                : state.findDataset(did).map(dataset -> DidKind.DATASET));
  }

  /** There are no containers in a local lake. */
  @Override
  public List<Did> children(Did container) throws IOException {
    throw new LakeException.NotFound("no container %s in the lake".formatted(container));
  }

  @Override
  public Dataset dataset(Did dataset) throws IOException {
    return catalogue.read(
        state -> {
          DatasetEntry entry = state.dataset(dataset);
          List<LakeFile> files = state.filesOf(entry).stream().map(FileEntry::file).toList();
          return new Dataset(entry.did(), entry.open(), entry.created(), entry.metadata(), files);
        });
  }

  @Override
  public LakeFile file(Did file) throws IOException {
    return catalogue.read(state -> state.file(file).file());
  }

  @Override
  public Map<Did, List<Replica>> allReplicas(Collection<Did> files) throws IOException {
    return catalogue.read(
        state -> {
          Map<Did, List<Replica>> replicas = new LinkedHashMap<>();
          for (Did file : files) {
            replicas.put(file, replicas(state.file(file)));
          }
          return replicas;
        });
  }

  @Override
  public RangeReader open(Replica replica) throws IOException {
    return LocalFileReader.open(Path.of(replica.location()));
  }

  @Override
  public void reportBroken(Replica replica, String reason) {
    LOG.warn("the replica of {} at {} is broken: {}", replica.file(), replica.rse(), reason);
  }

  @Override
  public Map<String, Object> metadata(Did did) throws IOException {
    return catalogue.read(
        state ->
            state.findDataset(did).isPresent()
                ? Map.copyOf(state.dataset(did).metadata())
                : state.file(did).file().metadata());
  }

  @Override
  public void setMetadata(Did did, Map<String, Object> values) throws IOException {
    try (LakeLock _ = folder.lock()) {
      Map<String, Object> merged = new LinkedHashMap<>(metadata(did));
      merged.putAll(values);
      catalogue.append(
          catalogue.read(state -> withMetadata(state, did, merged)), Step.Listener.NONE);
    }
  }

  /** Nothing is held open. */
  @Override
  public void close() {}

  /** A publication of nothing new: makes the copies that rules lack. */
  private List<ReplicationRule> rework(Did did, List<RuleRequest> requests) throws IOException {
    boolean alone = catalogue.read(state -> state.findFile(did).isPresent());
    return publish(Offer.rules(did, alone, requests), count -> {});
  }

  private List<ReplicationRule> publish(Offer offer, LongConsumer sent) throws IOException {
    return new Publisher(folder, catalogue, clock, listener, sent).publish(offer);
  }

  private List<Replica> replicas(FileEntry entry) {
    LakeFile file = entry.file();
    return folder.rses().stream()
        .filter(rse -> entry.rses().contains(rse.name()))
        .map(
            rse ->
                new Replica(
                    file.did(),
                    rse.name(),
                    rse.replica(file.did()).toUri(),
                    file.bytes(),
                    file.adler32(),
                    file.md5(),
                    Replica.State.AVAILABLE))
        .toList();
  }

  private static Transaction withMetadata(
      CatalogueState state, Did did, Map<String, Object> metadata) throws LakeException {
    if (state.findDataset(did).isPresent()) {
      DatasetEntry known = state.dataset(did);
      return new Transaction(
          List.of(),
          List.of(new DatasetEntry(did, known.open(), known.created(), metadata, known.files())),
          List.of(),
          List.of());
    }
    FileEntry known = state.file(did);
    LakeFile file = known.file();
    return new Transaction(
        List.of(
            new FileEntry(
                new LakeFile(did, file.bytes(), file.adler32(), file.md5(), metadata),
                known.rses())),
        List.of(),
        List.of(),
        List.of());
  }
}
