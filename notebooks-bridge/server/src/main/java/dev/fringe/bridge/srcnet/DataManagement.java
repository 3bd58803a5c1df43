package dev.fringe.bridge.srcnet;

import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.access.ReadableProducts;
import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.Links;
import dev.fringe.bridge.web.ProblemException;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.Replica;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code /data/locate/{namespace}/{name}}: where replicas of a file are, the nearest first; and
 * {@code /metadata/{namespace}/{name}}: what is told of it.
 */
public final class DataManagement implements Endpoints {

  private static final List<String> SORTS = List.of("nearest_by_ip", "random");

  private final DataLake lake;
  private final Catalogue catalogue;
  private final Links links;
  private final ReadableProducts products;

  public DataManagement(BridgeContext context, Access access) {
    this.lake = context.lake();
    this.catalogue = context.catalogue();
    this.products = new ReadableProducts(catalogue, access);
    this.links = context.links();
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.get("/data/locate/{namespace}/<name>", this::locate);
    config.routes.get("/metadata/{namespace}/<name>", this::metadata);
  }

  private static Did did(Context context) {
    try {
      return Did.of(context.pathParam("namespace"), context.pathParam("name"));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(e.getMessage());
    }
  }

  private void locate(Context context) throws IOException {
    Did did = did(context);
    String sort = context.queryParam("sort");
    if (sort != null && !sort.isBlank() && !SORTS.contains(sort)) {
      throw ProblemException.badRequest(
          "sort is none of " + String.join(", ", SORTS) + "; without it the nearest stand first");
    }
    products.of(context, did);
    List<Replica> replicas = new ArrayList<>(lake.replicas(did));
    if ("random".equals(sort)) {
      Collections.shuffle(replicas);
    }
    Map<String, List<String>> byRse = new LinkedHashMap<>();
    for (Replica replica : replicas) {
      byRse.computeIfAbsent(replica.rse(), none -> new ArrayList<>()).add(address(replica));
    }
    List<Map<String, Object>> answer = new ArrayList<>();
    byRse.forEach(
        (rse, addresses) -> {
          Map<String, Object> place = new LinkedHashMap<>();
          place.put("identifier", rse);
          place.put("associated_storage_area_id", rse);
          place.put("replicas", addresses);
          answer.add(place);
        });
    context.json(answer);
  }

  /**
   * Clients of this call fetch what they are told by HTTP: a file of this machine, and an object of
   * a store that wants keys, are had from this service, which may send them on.
   */
  private String address(Replica replica) {
    String address = replica.location().toString();
    if (address.startsWith("davs:") || address.startsWith("dav:")) {
      return address.replaceFirst("^dav", "http");
    }
    return address.startsWith("https:") || address.startsWith("http:")
        ? address
        : links.download(replica.file());
  }

  private void metadata(Context context) throws IOException {
    Did did = did(context);
    Map<String, Object> answer = new TreeMap<>(lake.metadata(did));
    answer.put("namespace", did.scope());
    answer.put("name", did.name());
    answer.put(
        "type",
        lake.kind(did)
            .orElseThrow(() -> new LakeException.NotFound("no " + did + " in the lake"))
            .name()
            .toLowerCase(Locale.ROOT));
    catalogue.find(did).ifPresent(product -> file(answer, product));
    context.json(answer);
  }

  private static void file(Map<String, Object> answer, Product product) {
    answer.put("bytes", product.bytes());
    if (!product.adler32().isEmpty()) {
      answer.put("adler32", product.adler32());
    }
    if (!product.md5().isEmpty()) {
      answer.put("md5", product.md5());
    }
    answer.put("content_type", product.contentType());
  }
}
