package dev.fringe.storage.lake.rucio;

import dev.fringe.rucio.RucioClient;
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
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.SignedRead;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data lake that Rucio keeps. Names, replicas, rules and metadata are asked of its REST
 * service; bytes move between this process and the stores of the RSEs.
 */
public final class RucioDataLake implements DataLake {

  private static final Logger LOG = LoggerFactory.getLogger(RucioDataLake.class);

  private final RucioCatalogue catalogue;
  private final ObjectStore stores;
  private final RucioOptions options;
  private final Preference preference;
  private final Preference uploadPreference;
  private final Clock clock;
  private final Step.Listener listener;

  private RucioDataLake(
      RucioCatalogue catalogue,
      ObjectStore stores,
      RucioOptions options,
      Clock clock,
      Step.Listener listener) {
    this.catalogue = catalogue;
    this.stores = stores;
    this.options = options;
    this.preference = new Preference(catalogue, options.preference());
    List<RseExpression> places = new ArrayList<>(options.upload());
    places.addAll(options.preference());
    this.uploadPreference = new Preference(catalogue, places);
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * A lake upon a client and stores, which it closes with itself.
   *
   * @throws IOException if the account was to be asked for, and Rucio can't be reached
   */
  public static RucioDataLake of(RucioClient rucio, ObjectStore stores, RucioOptions options)
      throws IOException {
    return of(
        new RestCatalogue(rucio, options.schemes()),
        stores,
        options,
        Clock.systemUTC(),
        Step.Listener.NONE);
  }

  static RucioDataLake of(
      RucioCatalogue catalogue,
      ObjectStore stores,
      RucioOptions options,
      Clock clock,
      Step.Listener listener) {
    return new RucioDataLake(catalogue, stores, options, clock, listener);
  }

  @Override
  public List<Rse> rses() throws IOException {
    return catalogue.rses();
  }

  @Override
  public List<ReplicationRule> publish(Publication publication, LongConsumer sent)
      throws IOException {
    return publisher(sent).publish(Offer.of(publication));
  }

  @Override
  public List<ReplicationRule> put(PublishedFile file, List<RuleRequest> rules, LongConsumer sent)
      throws IOException {
    return publisher(sent).publish(Offer.of(file, rules));
  }

  private RucioPublisher publisher(LongConsumer sent) {
    return new RucioPublisher(catalogue, stores, uploadPreference, options, clock, listener, sent);
  }

  @Override
  public ReplicationRule addRule(Did did, RuleRequest request) throws IOException {
    Optional<ReplicationRule> known = answer(did, request);
    if (known.isPresent()) {
      return known.get();
    }
    catalogue.addRule(did, request);
    return answer(did, request)
        .orElseThrow(
            () -> new LakeException("the rule '%s' of %s is gone".formatted(request.rses(), did)));
  }

  private Optional<ReplicationRule> answer(Did did, RuleRequest request) throws IOException {
    return rules(did).stream()
        .filter(rule -> rule.answers(request) && !rule.isExpired(clock.instant()))
        .findFirst();
  }

  @Override
  public List<ReplicationRule> rules(Did did) throws IOException {
    return catalogue.rules(did);
  }

  @Override
  public ReplicationRule rule(String id) throws IOException {
    return catalogue.rule(id);
  }

  @Override
  public List<Did> datasets(String scope) throws IOException {
    return list(scope, DidKind.DATASET);
  }

  @Override
  public List<Did> list(String scope, DidKind kind) throws IOException {
    return catalogue.list(scope, kind);
  }

  @Override
  public List<String> scopes() throws IOException {
    return catalogue.scopes();
  }

  @Override
  public Optional<DidKind> kind(Did did) throws IOException {
    return Optional.ofNullable(catalogue.known(List.of(did)).get(did)).map(KnownDid::kind);
  }

  @Override
  public Dataset dataset(Did dataset) throws IOException {
    KnownDid known = known(dataset, DidKind.DATASET);
    List<LakeFile> contents = catalogue.contents(dataset);
    List<Did> asked = new ArrayList<>(contents.stream().map(LakeFile::did).toList());
    asked.add(dataset);
    Map<Did, Map<String, Object>> metadata = catalogue.metadata(asked);
    return new Dataset(
        dataset,
        known.open(),
        known.created(),
        metadata.getOrDefault(dataset, Map.of()),
        contents.stream().map(file -> with(file, metadata)).toList());
  }

  private static LakeFile with(LakeFile file, Map<Did, Map<String, Object>> metadata) {
    return new LakeFile(
        file.did(),
        file.bytes(),
        file.adler32(),
        file.md5(),
        metadata.getOrDefault(file.did(), Map.of()));
  }

  @Override
  public List<Did> children(Did container) throws IOException {
    known(container, DidKind.CONTAINER);
    return catalogue.children(container);
  }

  @Override
  public LakeFile file(Did file) throws IOException {
    return with(known(file, DidKind.FILE).file(), catalogue.metadata(List.of(file)));
  }

  private KnownDid known(Did did, DidKind kind) throws IOException {
    return Optional.ofNullable(catalogue.known(List.of(did)).get(did))
        .filter(known -> known.kind() == kind)
        .orElseThrow(
            () ->
                new LakeException.NotFound(
                    "no %s %s in the lake".formatted(kind.name().toLowerCase(Locale.ROOT), did)));
  }

  @Override
  public Map<Did, List<Replica>> allReplicas(Collection<Did> files) throws IOException {
    Map<Did, List<Replica>> found = catalogue.replicas(files);
    Map<Did, List<Replica>> sorted = new LinkedHashMap<>();
    for (Did file : files) {
      if (!found.containsKey(file)) {
        throw new LakeException.NotFound("no file %s in the lake".formatted(file));
      }
      sorted.put(file, preference.sort(found.get(file)));
    }
    return sorted;
  }

  @Override
  public RangeReader open(Replica replica) throws IOException {
    Location at =
        replica
            .object()
            .orElseThrow(
                () ->
                    new LakeException(
                        "%s of %s cannot be opened: addresses of file:, s3:, davs: and https: can"
                            .formatted(replica.location(), replica.file())));
    return stores.open(at);
  }

  @Override
  public Optional<URI> signed(Replica replica, SignedRead how) throws IOException {
    Optional<Location> at = replica.object();
    return at.isPresent() ? stores.signed(at.get(), how) : Optional.empty();
  }

  @Override
  public void reportBroken(Replica replica, String reason) {
    LOG.warn("the replica of {} at {} is broken: {}", replica.file(), replica.rse(), reason);
    try {
      catalogue.suspect(replica, reason);
    } catch (IOException refused) {
      LOG.warn("Rucio does not take note of it: {}", refused.getMessage());
    }
  }

  @Override
  public Map<String, Object> metadata(Did did) throws IOException {
    if (kind(did).isEmpty()) {
      throw new LakeException.NotFound("no file, dataset or container %s".formatted(did));
    }
    return catalogue.metadata(List.of(did)).getOrDefault(did, Map.of());
  }

  @Override
  public void setMetadata(Did did, Map<String, Object> values) throws IOException {
    catalogue.setMetadata(Map.of(did, values));
  }

  /** Ends the session with Rucio, and the connections to the stores. */
  @Override
  public void close() throws IOException {
    try (catalogue) {
      stores.close();
    }
  }
}
