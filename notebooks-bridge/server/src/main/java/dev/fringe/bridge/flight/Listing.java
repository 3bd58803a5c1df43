package dev.fringe.bridge.flight;

import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Filter;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.catalogue.ProductQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Criteria of {@code ListFlights}: a JSON object of texts, each of which may be left out, where
 * {@code *} stands for anything: scope, name, dataset; type, subtype, collection, target, facility.
 */
final class Listing {
  private static final Map<String, Column> COLUMNS =
      Map.of(
          "type", Column.DATAPRODUCT_TYPE,
          "subtype", Column.DATAPRODUCT_SUBTYPE,
          "collection", Column.OBS_COLLECTION,
          "target", Column.TARGET_NAME,
          "facility", Column.FACILITY_NAME);

  private static final Map<String, Filter.Named.Part> PARTS =
      Map.of(
          "scope", Filter.Named.Part.SCOPE,
          "name", Filter.Named.Part.NAME,
          "dataset", Filter.Named.Part.DATASET);

  private Listing() {}

  static ProductQuery query(byte[] criteria) {
    ProductQuery query = ProductQuery.all();
    if (criteria.length == 0) {
      return query;
    }
    Set<String> known = new java.util.HashSet<>(COLUMNS.keySet());
    known.addAll(PARTS.keySet());
    JsonFields fields = JsonFields.read("criteria", criteria, known);
    for (Map.Entry<String, Column> column : COLUMNS.entrySet()) {
      Optional<String> wanted = fields.text(column.getKey());
      if (wanted.isPresent()) {
        query = query.and(new Filter.Like(column.getValue(), wanted.get()));
      }
    }
    for (Map.Entry<String, Filter.Named.Part> part : PARTS.entrySet()) {
      Optional<String> wanted = fields.text(part.getKey());
      if (wanted.isPresent()) {
        query = query.and(new Filter.Named(part.getValue(), wanted.get()));
      }
    }
    return query;
  }

  /** What is known of a product, as JSON: its name, size, checksums and ObsCore's columns. */
  static byte[] describe(Product product) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("did", product.did().toString());
    product.dataset().ifPresent(dataset -> map.put("dataset", dataset.toString()));
    map.put("bytes", product.bytes());
    map.put("content_type", product.contentType());
    if (!product.md5().isEmpty()) {
      map.put("md5", product.md5());
    }
    if (!product.adler32().isEmpty()) {
      map.put("adler32", product.adler32());
    }
    product.values().forEach((column, value) -> map.put(column.columnName(), value));
    return Fields.json(map).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
