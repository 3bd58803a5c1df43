package dev.fringe.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fringe.rucio.http.RucioRequest;
import dev.fringe.rucio.http.Transport;
import dev.fringe.rucio.model.RseProtocol;
import dev.fringe.rucio.model.RseUsage;
import dev.fringe.rucio.model.RucioDid;
import dev.fringe.rucio.model.RucioRse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Storage elements. Every call may be repeated. */
public final class Rses {

  private final Transport transport;

  Rses(Transport transport) {
    this.transport = transport;
  }

  /** The names of all RSEs. */
  public List<String> list() {
    return transport.list(RucioRequest.get("/rses/"), node -> Json.required(node, "rse"));
  }

  /** The names of the RSEs that an expression selects, such as {@code tier=1&site=CH}. */
  public List<String> list(String expression) {
    return transport.list(
        RucioRequest.get("/rses/").with("expression", expression),
        node -> Json.required(node, "rse"));
  }

  /** The names of the RSEs that take new replicas. */
  public List<String> writable() {
    return transport
        .list(
            RucioRequest.get("/rses/"),
            node ->
                node.path("availability_write").asBoolean(true) ? Json.required(node, "rse") : "")
        .stream()
        .filter(name -> !name.isEmpty())
        .toList();
  }

  public RucioRse get(String rse) {
    final JsonNode node = transport.json(RucioRequest.get("/rses/{}", rse));
    return new RucioRse(
        Json.required(node, "rse"),
        node.path("deterministic").asBoolean(true),
        node.path("availability_read").asBoolean(true),
        node.path("availability_write").asBoolean(true),
        node.path("availability_delete").asBoolean(true),
        node.path("verify_checksum").asBoolean(true),
        Json.text(node, "sign_url"),
        protocols(node.path("protocols")));
  }

  /** An RSE's attributes, as text. */
  public Map<String, String> attributes(String rse) {
    return texts(transport.json(RucioRequest.get("/rses/{}/attr/", rse)));
  }

  public List<RseProtocol> protocols(String rse) {
    return protocols(transport.json(RucioRequest.get("/rses/{}/protocols", rse)));
  }

  public List<RseUsage> usage(String rse) {
    return transport.list(
        RucioRequest.get("/rses/{}/usage", rse),
        node ->
            new RseUsage(
                Json.text(node, "source").orElse(""),
                Json.number(node, "used"),
                Json.number(node, "free"),
                Json.number(node, "total")));
  }

  /** Where a file is, or would be, at a deterministic RSE. */
  public String pfn(String rse, RucioDid did, String operation, Optional<String> scheme) {
    RucioRequest request =
        RucioRequest.get("/rses/{}/lfns2pfns", rse)
            .with("lfn", did.toString())
            .with("operation", operation)
            .with("domain", "wan");
    if (scheme.isPresent()) {
      request = request.with("scheme", scheme.get());
    }
    return Json.required(transport.json(request), did.toString());
  }

  private static List<RseProtocol> protocols(JsonNode array) {
    final List<RseProtocol> protocols = new ArrayList<>();
    for (JsonNode node : array) {
      final Map<String, Map<String, Integer>> domains = new LinkedHashMap<>();
      for (var domain : node.path("domains").properties()) {
        final Map<String, Integer> priorities = new LinkedHashMap<>();
        domain
            .getValue()
            .properties()
            .forEach(entry -> priorities.put(entry.getKey(), entry.getValue().asInt(0)));
        domains.put(domain.getKey(), Map.copyOf(priorities));
      }
      protocols.add(
          new RseProtocol(
              Json.required(node, "scheme"),
              Json.text(node, "hostname").orElse(""),
              node.path("port").asInt(0),
              Json.text(node, "prefix").orElse(""),
              Json.text(node, "impl").orElse(""),
              Map.copyOf(domains),
              texts(node.path("extended_attributes"))));
    }
    return List.copyOf(protocols);
  }

  private static Map<String, String> texts(JsonNode object) {
    final Map<String, String> texts = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isNull()) {
                final JsonNode value = entry.getValue();
                texts.put(entry.getKey(), value.isValueNode() ? value.asText() : value.toString());
              }
            });
    return Map.copyOf(texts);
  }
}
