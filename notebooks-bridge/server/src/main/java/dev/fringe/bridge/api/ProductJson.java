package dev.fringe.bridge.api;

import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.access.Visitor;
import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.web.Links;
import dev.fringe.storage.lake.Did;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A product in lists: what there is no value of is left out. */
final class ProductJson {

  private static final double SPEED_OF_LIGHT = 299_792_458;

  private final Links links;
  private final Access access;

  ProductJson(Links links, Access access) {
    this.links = links;
    this.access = access;
  }

  Map<String, Object> summary(Product product, Visitor visitor) {
    Map<String, Object> json = new LinkedHashMap<>();
    Did did = product.did();
    json.put("did", did.toString());
    json.put("scope", did.scope());
    json.put("name", did.name());
    product.dataset().ifPresent(dataset -> json.put("dataset", dataset.toString()));
    put(json, "title", product, Column.OBS_TITLE);
    put(json, "type", product, Column.DATAPRODUCT_TYPE);
    put(json, "subtype", product, Column.DATAPRODUCT_SUBTYPE);
    put(json, "calib", product, Column.CALIB_LEVEL);
    put(json, "collection", product, Column.OBS_COLLECTION);
    put(json, "obs_id", product, Column.OBS_ID);
    put(json, "target", product, Column.TARGET_NAME);
    put(json, "facility", product, Column.FACILITY_NAME);
    put(json, "instrument", product, Column.INSTRUMENT_NAME);
    put(json, "ra", product, Column.S_RA);
    put(json, "dec", product, Column.S_DEC);
    put(json, "fov", product, Column.S_FOV);
    put(json, "region", product, Column.S_REGION);
    put(json, "resolution", product, Column.S_RESOLUTION);
    put(json, "width", product, Column.S_XEL1);
    put(json, "height", product, Column.S_XEL2);
    put(json, "pixel_scale", product, Column.S_PIXEL_SCALE);
    put(json, "t_min", product, Column.T_MIN);
    put(json, "t_max", product, Column.T_MAX);
    product.number(Column.T_MIN).ifPresent(mjd -> json.put("observed_from", Times.iso(mjd)));
    product.number(Column.T_MAX).ifPresent(mjd -> json.put("observed_to", Times.iso(mjd)));
    put(json, "exposure", product, Column.T_EXPTIME);
    put(json, "em_min", product, Column.EM_MIN);
    put(json, "em_max", product, Column.EM_MAX);
    product
        .number(Column.EM_MAX)
        .ifPresent(metres -> json.put("frequency_min", SPEED_OF_LIGHT / metres));
    product
        .number(Column.EM_MIN)
        .ifPresent(metres -> json.put("frequency_max", SPEED_OF_LIGHT / metres));
    put(json, "pol_states", product, Column.POL_STATES);
    put(json, "unit", product, Column.O_UNIT);
    json.put("format", product.contentType());
    json.put("bytes", product.bytes());
    json.put("adler32", product.adler32());
    json.put("md5", product.md5());
    product.created().map(Instant::toString).ifPresent(time -> json.put("created", time));
    product.release().map(Instant::toString).ifPresent(time -> json.put("release", time));
    json.put("public", access.isPublic(product));
    json.put("readable", access.mayRead(visitor, product));
    json.put("links", links(product, visitor));
    return json;
  }

  private Map<String, String> links(Product product, Visitor visitor) {
    Map<String, String> to = new LinkedHashMap<>();
    to.put("self", links.product(product.did()));
    to.put("page", links.page(product.did()));
    to.put("datalink", links.dataLink(product.did()));
    if (!access.mayRead(visitor, product)) {
      return to;
    }
    if (product.isFitsImage()) {
      to.put("preview", links.preview(product.did()));
    }
    to.put("download", links.download(product.did()));
    return to;
  }

  private static void put(Map<String, Object> json, String name, Product product, Column column) {
    Object value = product.values().get(column);
    if (value != null) {
      json.put(name, value);
    }
  }
}
