package dev.fringe.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.http.RucioRequest;
import dev.fringe.rucio.http.Transport;
import dev.fringe.rucio.model.RucioDid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metadata of DIDs. Fields that Rucio has columns for go there, all others into the JSON plugin,
 * which needs a database with JSON. All calls may be repeated.
 */
public final class Metadata {

  private final Transport transport;
  private final Batches batches;

  Metadata(Transport transport, Batches batches) {
    this.transport = transport;
    this.batches = batches;
  }

  /** The fields of one plugin: {@code DID_COLUMN}, {@code JSON} or {@code ALL}. */
  public Map<String, JsonNode> get(RucioDid did, String plugin) {
    return fields(
        transport.json(
            RucioRequest.get("/dids/{}/{}/meta", did.scope(), did.name()).with("plugin", plugin)));
  }

  /** The fields of the JSON plugin; none where there are none. */
  public Map<String, JsonNode> json(RucioDid did) {
    try {
      return get(did, "JSON");
    } catch (RucioRefusal refusal) {
      // A DID that never had any is told as one that is not found.
      if (refusal.is(RefusalKind.DID_NOT_FOUND)) {
        return Map.of();
      }
      throw refusal;
    }
  }

  /** Sets fields; others stay. */
  public void set(RucioDid did, Map<String, JsonNode> fields) {
    transport.run(
        RucioRequest.post("/dids/{}/{}/meta", did.scope(), did.name())
            .sending(
                Json.object()
                    .put("recursive", false)
                    .<ObjectNode>set("meta", Json.object().setAll(fields))));
  }

  /** Sets fields of many DIDs. */
  public void set(Map<RucioDid, Map<String, JsonNode>> fields) {
    batches.each(
        List.copyOf(fields.entrySet()),
        batch -> {
          final ArrayNode array = Json.array();
          batch.forEach(
              entry ->
                  array.add(
                      Json.object(entry.getKey())
                          .<ObjectNode>set("meta", Json.object().setAll(entry.getValue()))));
          transport.run(
              RucioRequest.post("/dids/bulkdidsmeta").sending(Json.object().set("dids", array)));
        });
  }

  /** The fields of one plugin of many DIDs; unknown DIDs are left out. */
  public Map<RucioDid, Map<String, JsonNode>> get(List<RucioDid> dids, String plugin) {
    final Map<RucioDid, Map<String, JsonNode>> all = new LinkedHashMap<>();
    batches.each(
        dids,
        batch -> {
          final ObjectNode body = Json.object().put("plugin", plugin);
          body.set("dids", Json.dids(batch));
          final List<JsonNode> answers =
              new ArrayList<>(
                  transport.list(RucioRequest.post("/dids/bulkmeta").sending(body), node -> node));
          answers.forEach(answer -> all.put(Json.did(answer), fields(answer)));
        });
    return all;
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    final Map<String, JsonNode> fields = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isNull()) {
                fields.put(entry.getKey(), entry.getValue());
              }
            });
    return fields;
  }
}
