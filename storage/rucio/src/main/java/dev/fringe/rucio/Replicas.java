package dev.fringe.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fringe.rucio.http.JsonLines;
import dev.fringe.rucio.http.RucioRequest;
import dev.fringe.rucio.http.Transport;
import dev.fringe.rucio.model.FileReplicas;
import dev.fringe.rucio.model.NewReplica;
import dev.fringe.rucio.model.ReplicaAddress;
import dev.fringe.rucio.model.ReplicaQuery;
import dev.fringe.rucio.model.ReplicaState;
import dev.fringe.rucio.model.RucioDid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where files are. All calls are cut into batches, and may be repeated. */
public final class Replicas {

  private final Transport transport;
  private final Batches batches;

  Replicas(Transport transport, Batches batches) {
    this.transport = transport;
    this.batches = batches;
  }

  /** All answers at once; begun anew where the stream is cut. */
  public List<FileReplicas> list(ReplicaQuery query) {
    final List<FileReplicas> all = new ArrayList<>();
    batches.each(
        query.dids(),
        batch -> all.addAll(transport.list(request(query.about(batch)), Replicas::replicas)));
    return all;
  }

  /** The answers as they come, in one call whatever the number of DIDs; to be closed. */
  public JsonLines<FileReplicas> stream(ReplicaQuery query) {
    return transport.stream(request(query), Replicas::replicas);
  }

  /**
   * Registers replicas, and the files' DIDs where they are new. Repeating it is no error; nor is a
   * DID that is known with other bytes, which the server ignores: compare before.
   */
  public void register(String rse, List<NewReplica> replicas) {
    batches.each(
        replicas,
        batch -> {
          final ArrayNode files = Json.array();
          for (NewReplica replica : batch) {
            final ObjectNode file =
                Json.object(replica.did())
                    .put("bytes", replica.bytes())
                    .put("adler32", replica.adler32())
                    .put("md5", replica.md5())
                    .put("state", replica.state().letter());
            replica.pfn().ifPresent(pfn -> file.put("pfn", pfn));
            files.add(file);
          }
          transport.run(
              RucioRequest.post("/replicas")
                  .sending(
                      Json.object()
                          .put("rse", rse)
                          .put("ignore_availability", false)
                          .set("files", files)));
        });
  }

  /** Sets the state of replicas, which turns the locks of rules as well. */
  public void setState(String rse, Collection<RucioDid> files, ReplicaState state) {
    batches.each(
        List.copyOf(files),
        batch -> {
          final ArrayNode array = Json.array();
          batch.forEach(did -> array.add(Json.object(did).put("state", state.letter())));
          transport.run(
              RucioRequest.put("/replicas")
                  .sending(Json.object().put("rse", rse).set("files", array)));
        });
  }

  /** Tells that replicas are broken; the server's daemons then restore them from others. */
  public void declareBad(String rse, Collection<RucioDid> files, String reason) {
    batches.each(
        List.copyOf(files),
        batch -> {
          final ArrayNode array = Json.array();
          batch.forEach(did -> array.add(Json.object(did).put("rse", rse)));
          transport.run(
              RucioRequest.post("/replicas/bad")
                  .sending(
                      Json.object()
                          .put("reason", reason)
                          .put("force", true)
                          .set("replicas", array)));
        });
  }

  /**
   * Tells that replicas could not be read, or were wrong. Any account may; the server's daemons
   * look into those of which this is told often.
   *
   * @param addresses as {@link #list} tells them
   */
  public void declareSuspicious(Collection<String> addresses, String reason) {
    batches.each(
        List.copyOf(addresses),
        batch -> {
          final ObjectNode body = Json.object().put("reason", reason);
          final ArrayNode pfns = body.putArray("pfns");
          batch.forEach(pfns::add);
          transport.run(RucioRequest.post("/replicas/suspicious").sending(body));
        });
  }

  /** Gives replicas that no rule holds to the server's reaper, bytes and all. */
  public void release(String rse, Collection<RucioDid> files) {
    batches.each(
        List.copyOf(files),
        batch -> {
          final ArrayNode array = Json.array();
          batch.forEach(did -> array.add(Json.object(did).put("rse", rse)));
          transport.run(
              RucioRequest.post("/replicas/tombstone")
                  .sending(Json.object().set("replicas", array)));
        });
  }

  /**
   * Takes replicas out of the catalogue at once; their bytes stay. Few servers let anybody do so:
   * Rucio's generic policy does not.
   */
  public void delete(String rse, Collection<RucioDid> files) {
    batches.each(
        List.copyOf(files),
        batch ->
            transport.run(
                RucioRequest.delete("/replicas")
                    .sending(
                        Json.object()
                            .put("rse", rse)
                            .put("ignore_availability", false)
                            .set("files", Json.dids(batch)))));
  }

  private static RucioRequest request(ReplicaQuery query) {
    final ObjectNode body = Json.object();
    body.set("dids", Json.dids(query.dids()));
    if (!query.schemes().isEmpty()) {
      final ArrayNode schemes = body.putArray("schemes");
      query.schemes().forEach(schemes::add);
    }
    query.rseExpression().ifPresent(expression -> body.put("rse_expression", expression));
    query.sort().ifPresent(sort -> body.put("sort", sort));
    if (query.allStates()) {
      body.put("all_states", true);
    }
    return RucioRequest.post("/replicas/list").sending(body);
  }

  private static FileReplicas replicas(JsonNode node) {
    final Map<String, ReplicaState> states = new LinkedHashMap<>();
    node.path("states")
        .properties()
        .forEach(
            entry ->
                states.put(
                    entry.getKey(),
                    Json.choice(
                        ReplicaState.class, entry.getValue().asText(), ReplicaState.OTHER)));
    final List<ReplicaAddress> addresses = new ArrayList<>();
    node.path("pfns")
        .properties()
        .forEach(
            entry ->
                addresses.add(
                    new ReplicaAddress(
                        Json.required(entry.getValue(), "rse"),
                        entry.getKey(),
                        Json.text(entry.getValue(), "domain").orElse("wan"),
                        entry.getValue().path("priority").asInt(Integer.MAX_VALUE))));
    addresses.sort(Comparator.comparingInt(ReplicaAddress::priority));
    return new FileReplicas(
        Json.did(node),
        Json.number(node, "bytes"),
        Json.text(node, "adler32"),
        Json.text(node, "md5"),
        Map.copyOf(states),
        List.copyOf(addresses));
  }
}
