package dev.fringe.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.error.RucioUnreachable;
import dev.fringe.rucio.http.JsonLines;
import dev.fringe.rucio.http.RucioRequest;
import dev.fringe.rucio.http.Transport;
import dev.fringe.rucio.model.DidInfo;
import dev.fringe.rucio.model.DidType;
import dev.fringe.rucio.model.RucioDid;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Files, datasets and containers by name. All calls may be repeated but {@link #add}. */
public final class Dids {

  private final Transport transport;
  private final Batches batches;

  Dids(Transport transport, Batches batches) {
    this.transport = transport;
    this.batches = batches;
  }

  public DidInfo get(RucioDid did) {
    return info(transport.json(RucioRequest.get("/dids/{}/{}", did.scope(), did.name())));
  }

  /** The same, or nothing where there is no such DID. */
  public Optional<DidInfo> find(RucioDid did) {
    try {
      return Optional.of(get(did));
    } catch (RucioRefusal refusal) {
      if (refusal.is(RefusalKind.DID_NOT_FOUND)) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  /**
   * Adds collections, all or none of a batch. Not repeated where an answer is lost; see {@link
   * #ensure}.
   */
  public void add(DidType type, List<RucioDid> dids) {
    batches.each(
        dids,
        batch -> {
          final ArrayNode array = Json.array();
          batch.forEach(did -> array.add(Json.object(did).put("type", type.name())));
          transport.run(RucioRequest.post("/dids").sending(array).unsafeToRepeat());
        });
  }

  /** Makes sure that there is such a collection, whoever makes it. */
  public DidInfo ensure(DidType type, RucioDid did) {
    try {
      add(type, List.of(did));
    } catch (RucioRefusal refusal) {
      if (!refusal.is(RefusalKind.DID_EXISTS)) {
        throw refusal;
      }
    } catch (RucioUnreachable lost) {
      return find(did).orElseThrow(() -> lost);
    }
    return get(did);
  }

  /** Puts DIDs into a collection; those that are in it already stay. */
  public void attach(RucioDid collection, List<RucioDid> dids) {
    attach(Map.of(collection, dids));
  }

  /** Puts DIDs into collections; those that are in one already stay. */
  public void attach(Map<RucioDid, List<RucioDid>> contents) {
    contents.forEach(
        (collection, dids) ->
            batches.each(
                dids,
                batch -> {
                  final ObjectNode attachment = Json.object(collection);
                  attachment.set("dids", Json.dids(batch));
                  final ObjectNode body = Json.object().put("ignore_duplicate", true);
                  body.putArray("attachments").add(attachment);
                  transport.run(RucioRequest.post("/dids/attachments").sending(body));
                }));
  }

  /** Takes DIDs out of a collection. */
  public void detach(RucioDid collection, List<RucioDid> dids) {
    batches.each(
        dids,
        batch ->
            transport.run(
                RucioRequest.delete("/dids/{}/{}/dids", collection.scope(), collection.name())
                    .sending(Json.object().set("dids", Json.dids(batch)))));
  }

  /** What a collection holds directly, as it comes; to be closed. Empty for an empty one. */
  public JsonLines<DidInfo> content(RucioDid collection) {
    return transport.stream(contentRequest(collection), Dids::info);
  }

  /** What a collection holds directly; read anew where the stream is cut. */
  public List<DidInfo> contentList(RucioDid collection) {
    return transport.list(contentRequest(collection), Dids::info);
  }

  /** All files below, through datasets and containers, as they come; to be closed. */
  public JsonLines<DidInfo> files(RucioDid did) {
    return transport.stream(
        RucioRequest.get("/dids/{}/{}/files", did.scope(), did.name()), Dids::info);
  }

  /** The collections that hold this DID directly. */
  public List<DidInfo> parents(RucioDid did) {
    return transport.list(
        RucioRequest.get("/dids/{}/{}/parents", did.scope(), did.name()), Dids::info);
  }

  /** Closes a collection: nothing is added to it any more. Closing a closed one is no error. */
  public void close(RucioDid collection) {
    try {
      transport.run(
          RucioRequest.put("/dids/{}/{}/status", collection.scope(), collection.name())
              .sending(Json.object().put("open", false)));
    } catch (RucioRefusal refusal) {
      // Rucio says no to the second time; whether it is closed is what counts.
      if (!refusal.is(RefusalKind.UNSUPPORTED) || get(collection).open().orElse(true)) {
        throw refusal;
      }
    }
  }

  /** Names in a scope that match a pattern with {@code *}, as they come; to be closed. */
  public JsonLines<RucioDid> search(String scope, DidType type, String pattern) {
    final ArrayNode filters = Json.array();
    filters.addObject().put("name", pattern);
    return search(scope, type, filters);
  }

  /** All names of a kind in a scope at once; begun anew where the stream is cut. */
  public List<RucioDid> list(String scope, DidType type) {
    final ArrayNode filters = Json.array();
    filters.addObject().put("name", "*");
    return transport.list(searchRequest(scope, type, filters), name -> named(scope, name));
  }

  /** Names in a scope whose JSON metadata have these values; to be closed. */
  public JsonLines<RucioDid> search(String scope, DidType type, Map<String, String> metadata) {
    final ArrayNode filters = Json.array();
    final ObjectNode all = filters.addObject();
    metadata.forEach(all::put);
    return search(scope, type, filters);
  }

  private JsonLines<RucioDid> search(String scope, DidType type, ArrayNode filters) {
    return transport.stream(searchRequest(scope, type, filters), name -> named(scope, name));
  }

  private static RucioRequest searchRequest(String scope, DidType type, ArrayNode filters) {
    return RucioRequest.get("/dids/{}/dids/search", scope)
        .with("type", type.name().toLowerCase(Locale.ROOT))
        .with("filters", filters.toString())
        .with("long", "false");
  }

  private static RucioDid named(String scope, JsonNode name) {
    return RucioDid.of(scope, name.asText());
  }

  private static RucioRequest contentRequest(RucioDid collection) {
    return RucioRequest.get("/dids/{}/{}/dids", collection.scope(), collection.name());
  }

  private static DidInfo info(JsonNode node) {
    final String type =
        Json.text(node, "type").or(() -> Json.text(node, "did_type")).orElse("FILE");
    return new DidInfo(
        Json.did(node),
        Json.choice(DidType.class, type, DidType.FILE),
        Json.number(node, "bytes"),
        Json.number(node, "length"),
        Json.text(node, "adler32"),
        Json.text(node, "md5"),
        Json.flag(node, "open"));
  }
}
