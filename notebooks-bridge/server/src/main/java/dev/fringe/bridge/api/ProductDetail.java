package dev.fringe.bridge.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.access.Visitor;
import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.catalogue.Source;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.ReplicationRule;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is known of a product: asked of the lake when it is asked for. */
final class ProductDetail {

  private static final Logger LOG = LoggerFactory.getLogger(ProductDetail.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST_PROVENANCE = 4L << 20;
  private static final int MOST_SOURCES = 2000;

  private final Catalogue catalogue;
  private final DataLake lake;
  private final Access access;
  private final ProductJson json;

  ProductDetail(BridgeContext context, ProductJson json, Access access) {
    this.catalogue = context.catalogue();
    this.lake = context.lake();
    this.access = access;
    this.json = json;
  }

  Map<String, Object> of(Product product, Visitor visitor) throws IOException {
    Map<String, Object> detail = new LinkedHashMap<>(json.summary(product, visitor));
    detail.put("metadata", new TreeMap<>(lake.metadata(product.did())));
    detail.put(
        "replicas",
        lake.allReplicas(List.of(product.did())).getOrDefault(product.did(), List.of()).stream()
            .map(ProductDetail::replica)
            .toList());
    detail.put("rules", rules(product));
    List<Product> siblings = product.dataset().map(catalogue::inDataset).orElse(List.of());
    detail.put("files", siblings.stream().map(sibling -> json.summary(sibling, visitor)).toList());
    List<Product> readable =
        siblings.stream().filter(sibling -> access.mayRead(visitor, sibling)).toList();
    boolean isReadable = access.mayRead(visitor, product);
    Optional<JsonNode> provenance =
        isReadable ? with(readable, "provenance").flatMap(this::provenance) : Optional.empty();
    provenance.ifPresent(tree -> detail.put("provenance", tree));
    Optional<Product> list = isReadable ? with(readable, "sources") : Optional.empty();
    list.ifPresent(
        found ->
            detail.put(
                "sources",
                catalogue.sources(found.did(), MOST_SOURCES).stream()
                    .map(ProductDetail::source)
                    .toList()));
    return detail;
  }

  private static Optional<Product> with(List<Product> products, String subtype) {
    return products.stream()
        .filter(product -> product.text(Column.DATAPRODUCT_SUBTYPE).equals(subtype))
        .findFirst();
  }

  private static Map<String, Object> replica(Replica replica) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rse", replica.rse());
    json.put("state", replica.state().name().toLowerCase(Locale.ROOT));
    // Paths of this machine are nobody's business.
    if (replica.localPath().isEmpty()) {
      json.put("location", replica.location().toString());
    }
    return json;
  }

  /** Of the file itself, and of the dataset that it is in. */
  private List<Map<String, Object>> rules(Product product) throws IOException {
    List<ReplicationRule> rules = new ArrayList<>(lake.rules(product.did()));
    if (product.dataset().isPresent()) {
      Did dataset = product.dataset().get();
      rules.addAll(lake.rules(dataset));
    }
    return rules.stream().map(ProductDetail::rule).toList();
  }

  private static Map<String, Object> rule(ReplicationRule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", rule.id());
    json.put("did", rule.did().toString());
    json.put("rses", rule.rses().toString());
    json.put("copies", rule.copies());
    json.put("chosen", rule.chosen());
    json.put("state", rule.state().name());
    json.put("ok", rule.ok());
    json.put("replicating", rule.replicating());
    json.put("stuck", rule.stuck());
    json.put("created", rule.created().toString());
    rule.expires().map(Instant::toString).ifPresent(time -> json.put("expires", time));
    if (!rule.error().isEmpty()) {
      json.put("error", rule.error());
    }
    return json;
  }

  private Optional<JsonNode> provenance(Product file) {
    if (file.bytes() > LARGEST_PROVENANCE) {
      return Optional.empty();
    }
    try (RangeReader reader = lake.open(file.did())) {
      byte[] bytes = new byte[Math.toIntExact(file.bytes())];
      reader.readFully(0, bytes);
      return Optional.of(JSON.readTree(bytes));
    } catch (JsonProcessingException notJson) {
      LOG.warn("{} is no JSON: {}", file.did(), notJson.getOriginalMessage());
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", file.did(), e.getMessage());
    }
    return Optional.empty();
  }

  private static Map<String, Object> source(Source source) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", source.name());
    number(json, "ra", source.raDegrees());
    number(json, "dec", source.decDegrees());
    number(json, "ra_error", source.raErrorArcsec());
    number(json, "dec_error", source.decErrorArcsec());
    number(json, "peak", source.peakJyPerBeam());
    number(json, "peak_error", source.peakErrorJyPerBeam());
    number(json, "flux", source.fluxJy());
    number(json, "flux_error", source.fluxErrorJy());
    number(json, "noise", source.noiseJyPerBeam());
    number(json, "major", source.majorArcsec());
    number(json, "minor", source.minorArcsec());
    number(json, "pa", source.positionAngleDegrees());
    return json;
  }

  private static void number(Map<String, Object> json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    }
  }
}
