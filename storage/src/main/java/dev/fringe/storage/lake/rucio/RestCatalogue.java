package dev.fringe.storage.lake.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fringe.rucio.RucioClient;
import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.model.DidInfo;
import dev.fringe.rucio.model.NewDataset;
import dev.fringe.rucio.model.ReplicaState;
import dev.fringe.rucio.model.RucioDid;
import dev.fringe.rucio.time.RucioTime;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.lake.Rse;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.RuleRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rucio, by its REST service. */
final class RestCatalogue implements RucioCatalogue {

  private static final Logger LOG = LoggerFactory.getLogger(RestCatalogue.class);

  private final RucioClient rucio;
  private final String account;
  private final ReplicaListing replicas;
  private final RestRules rules;
  private final AtomicBoolean metadataRefused = new AtomicBoolean();

  RestCatalogue(RucioClient rucio, List<String> schemes) throws IOException {
    this.rucio = rucio;
    this.replicas = new ReplicaListing(rucio, schemes);
    this.account =
        rucio.account().isEmpty() ? Terms.ask(() -> rucio.accounts().whoami()) : rucio.account();
    this.rules = new RestRules(rucio, account);
  }

  @Override
  public Map<Did, KnownDid> known(Collection<Did> dids) throws IOException {
    Map<RucioDid, Map<String, JsonNode>> columns =
        Terms.ask(() -> rucio.metadata().get(Terms.rucio(dids), "DID_COLUMN"));
    Map<Did, KnownDid> known = new LinkedHashMap<>();
    for (Map.Entry<RucioDid, Map<String, JsonNode>> row : columns.entrySet()) {
      Did did = Terms.did(row.getKey());
      known.put(did, known(did, row.getValue()));
    }
    return known;
  }

  private static KnownDid known(Did did, Map<String, JsonNode> columns) {
    return new KnownDid(
        did,
        DidKind.valueOf(text(columns, "did_type")),
        columns.containsKey("bytes") ? columns.get("bytes").asLong() : 0,
        text(columns, "adler32"),
        text(columns, "md5"),
        columns.containsKey("is_open") && columns.get("is_open").asBoolean(),
        RucioTime.parse(text(columns, "created_at")).orElse(Instant.EPOCH));
  }

  private static String text(Map<String, JsonNode> columns, String key) {
    return columns.containsKey(key) ? columns.get(key).asText() : "";
  }

  @Override
  public List<Rse> rses() throws IOException {
    return Terms.ask(
        () -> {
          List<String> writable = rucio.rses().writable();
          List<Rse> rses = new ArrayList<>();
          for (String name : rucio.rses().list()) {
            rses.add(new Rse(name, rucio.rses().attributes(name), writable.contains(name)));
          }
          rses.sort(Comparator.comparing(Rse::name));
          return rses;
        });
  }

  @Override
  public List<String> matching(RseExpression expression) throws IOException {
    return Terms.ask(
        () -> {
          try {
            return rucio.rses().list(expression.toString());
          } catch (RucioRefusal refusal) {
            // So does Rucio tell that no RSE matches; what is no expression was refused before.
            if (refusal.is(RefusalKind.INVALID_RSE_EXPRESSION)) {
              return List.of();
            }
            throw refusal;
          }
        });
  }

  @Override
  public List<String> writable() throws IOException {
    return Terms.ask(() -> rucio.rses().writable());
  }

  @Override
  public Map<String, Long> room() throws IOException {
    return Terms.ask(
        () -> {
          Map<String, Long> room = new LinkedHashMap<>();
          try {
            rucio
                .accounts()
                .usage(account)
                .forEach(
                    usage ->
                        usage
                            .limit()
                            .ifPresent(limit -> room.put(usage.rse(), limit - usage.used())));
          } catch (RucioRefusal refusal) {
            LOG.debug("limits are not known: {}", refusal.getMessage());
          }
          return room;
        });
  }

  @Override
  public void register(String rse, List<LakeFile> files) throws IOException {
    Terms.tell(
        () -> {
          try {
            rucio.replicas().register(rse, files.stream().map(Terms::copying).toList());
          } catch (RucioRefusal refusal) {
            // Somebody registers the same at this moment. What stands is read back in any case.
            boolean raced =
                refusal.is(RefusalKind.REPLICA_EXISTS)
                    || refusal.is(RefusalKind.DUPLICATE)
                    || refusal.is(RefusalKind.DID_EXISTS);
            if (!raced) {
              throw refusal;
            }
            rucio.replicas().register(rse, files.stream().map(Terms::copying).toList());
          }
        });
  }

  @Override
  public void markAvailable(String rse, Collection<Did> files) throws IOException {
    Terms.tell(() -> rucio.replicas().setState(rse, Terms.rucio(files), ReplicaState.AVAILABLE));
  }

  @Override
  public void markUnavailable(String rse, Collection<Did> files) throws IOException {
    Terms.tell(
        () -> {
          try {
            rucio.replicas().setState(rse, Terms.rucio(files), ReplicaState.UNAVAILABLE);
          } catch (RucioRefusal refusal) {
            LOG.info("{} keeps replicas that are not there: {}", rse, refusal.getMessage());
          }
        });
  }

  @Override
  public Map<Did, List<Replica>> replicas(Collection<Did> files) throws IOException {
    return replicas.of(files);
  }

  @Override
  public boolean createDataset(
      Did dataset, List<LakeFile> files, Map<String, Object> metadata, List<RuleRequest> requests)
      throws IOException {
    NewDataset whole =
        new NewDataset(
            Terms.rucio(dataset),
            files.stream().map(Terms::copying).toList(),
            metadataRefused.get() ? Map.of() : Terms.rucio(metadata),
            requests.stream().map(request -> rules.wanted(dataset, request)).toList());
    return Terms.ask(
        () -> {
          try {
            return rucio.datasets().create(whole);
          } catch (RucioRefusal refusal) {
            if (!isWithoutJson(refusal) || whole.metadata().isEmpty()) {
              throw refusal;
            }
            return rucio
                .datasets()
                .create(new NewDataset(whole.did(), whole.files(), Map.of(), whole.rules()));
          }
        });
  }

  @Override
  public boolean attach(Did dataset, List<LakeFile> files) throws IOException {
    return Terms.ask(
        () ->
            rucio
                .datasets()
                .attach(Terms.rucio(dataset), files.stream().map(Terms::copying).toList()));
  }

  @Override
  public void close(Did dataset) throws IOException {
    Terms.tell(() -> rucio.dids().close(Terms.rucio(dataset)));
  }

  @Override
  public List<LakeFile> contents(Did dataset) throws IOException {
    List<LakeFile> files = new ArrayList<>();
    for (DidInfo info : Terms.ask(() -> rucio.dids().contentList(Terms.rucio(dataset)))) {
      files.add(
          new LakeFile(
              Terms.did(info.did()),
              info.bytes().orElse(0),
              info.adler32().orElse(""),
              info.md5().orElse(""),
              Map.of()));
    }
    files.sort(Comparator.comparing(LakeFile::did));
    return files;
  }

  @Override
  public List<Did> children(Did container) throws IOException {
    List<Did> children = new ArrayList<>();
    for (DidInfo info : Terms.ask(() -> rucio.dids().contentList(Terms.rucio(container)))) {
      children.add(Terms.did(info.did()));
    }
    children.sort(null);
    return children;
  }

  @Override
  public void setMetadata(Map<Did, Map<String, Object>> metadata) throws IOException {
    if (metadata.isEmpty() || metadataRefused.get()) {
      return;
    }
    Map<RucioDid, Map<String, JsonNode>> fields = new LinkedHashMap<>();
    metadata.forEach((did, values) -> fields.put(Terms.rucio(did), Terms.rucio(values)));
    Terms.tell(
        () -> {
          try {
            rucio.metadata().set(fields);
          } catch (RucioRefusal refusal) {
            if (!isWithoutJson(refusal)) {
              throw refusal;
            }
          }
        });
  }

  /** A server whose database has no JSON keeps no metadata but its own. */
  private boolean isWithoutJson(RucioRefusal refusal) {
    boolean without =
        refusal.exceptionClass().equals("InvalidMetadata")
            && refusal.getMessage().contains("No plugin manages");
    if (without && !metadataRefused.getAndSet(true)) {
      LOG.warn(
          "this Rucio keeps no metadata, as its database has no JSON: what describes the data"
              + " stands in the files themselves only");
    }
    return without;
  }

  @Override
  public Map<Did, Map<String, Object>> metadata(Collection<Did> dids) throws IOException {
    Map<RucioDid, Map<String, JsonNode>> answers =
        Terms.ask(
            () -> {
              try {
                return rucio.metadata().get(Terms.rucio(dids), "JSON");
              } catch (RucioRefusal refusal) {
                if (refusal.is(RefusalKind.NO_SUCH_METADATA_PLUGIN)) {
                  return Map.of();
                }
                throw refusal;
              }
            });
    Map<Did, Map<String, Object>> metadata = new LinkedHashMap<>();
    for (Map.Entry<RucioDid, Map<String, JsonNode>> answer : answers.entrySet()) {
      metadata.put(Terms.did(answer.getKey()), Terms.metadata(answer.getValue()));
    }
    return metadata;
  }

  @Override
  public List<ReplicationRule> rules(Did did) throws IOException {
    return rules.of(did);
  }

  @Override
  public ReplicationRule rule(String id) throws IOException {
    return rules.get(id);
  }

  @Override
  public void addRule(Did did, RuleRequest request) throws IOException {
    rules.ensure(did, request);
  }

  /** Names that Fringe does not handle are passed over. */
  @Override
  public List<Did> list(String scope, DidKind kind) throws IOException {
    List<RucioDid> found =
        Terms.ask(
            () -> {
              try {
                return rucio.dids().list(scope, Terms.rucio(kind));
              } catch (RucioRefusal refusal) {
                if (!refusal.is(RefusalKind.SCOPE_NOT_FOUND)) {
                  throw refusal;
                }
                return List.of();
              }
            });
    return found.stream()
        .filter(Terms::isHandled)
        .map(did -> Did.of(did.scope(), did.name()))
        .sorted()
        .toList();
  }

  @Override
  public List<String> scopes() throws IOException {
    return Terms.ask(() -> rucio.accounts().allScopes().stream().sorted().toList());
  }

  @Override
  public void suspect(Replica replica, String reason) throws IOException {
    Terms.tell(
        () -> rucio.replicas().declareSuspicious(List.of(replica.location().toString()), reason));
  }

  @Override
  public void close() {
    rucio.close();
  }
}
