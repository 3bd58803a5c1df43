package dev.fringe.bridge.api;

import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.access.AccessGate;
import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.catalogue.ProductQuery;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.ProblemException;
import dev.fringe.storage.lake.Did;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/products}: search, one product, and the values there are to choose from. */
public final class ProductsApi implements Endpoints {

  /** Columns whose values a search may be narrowed by. */
  private static final Map<String, Column> FACETS =
      Map.of(
          "collection", Column.OBS_COLLECTION,
          "facility", Column.FACILITY_NAME,
          "instrument", Column.INSTRUMENT_NAME,
          "type", Column.DATAPRODUCT_TYPE,
          "subtype", Column.DATAPRODUCT_SUBTYPE,
          "target", Column.TARGET_NAME);

  private final Catalogue catalogue;
  private final ProductJson json;
  private final ProductDetail detail;

  public ProductsApi(BridgeContext context, Access access) {
    this.catalogue = context.catalogue();
    this.json = new ProductJson(context.links(), access);
    this.detail = new ProductDetail(context, json, access);
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.get("/api/v1/products", this::search);
    config.routes.get("/api/v1/facets", context -> context.json(facets()));
    config.routes.get("/api/v1/products/{scope}/<name>", this::product);
  }

  private void search(Context context) {
    SearchParameters asked = SearchParameters.read(context.queryParamMap());
    ProductQuery query = asked.query();
    Catalogue.Page page = catalogue.query(query);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("total", page.total());
    answer.put("page", asked.page());
    answer.put("size", asked.size());
    answer.put(
        "items",
        page.items().stream()
            .map(product -> json.summary(product, AccessGate.visitor(context)))
            .toList());
    context.json(answer);
  }

  private Map<String, List<String>> facets() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    FACETS.keySet().stream()
        .sorted()
        .forEach(name -> values.put(name, catalogue.distinct(FACETS.get(name))));
    return values;
  }

  private void product(Context context) throws IOException {
    context.json(detail.of(find(context), AccessGate.visitor(context)));
  }

  private Product find(Context context) {
    Did did = did(context);
    return catalogue
        .find(did)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "no file %s in the lake, as far as the index knows".formatted(did)));
  }

  private static Did did(Context context) {
    try {
      return Did.of(context.pathParam("scope"), context.pathParam("name"));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(e.getMessage());
    }
  }
}
