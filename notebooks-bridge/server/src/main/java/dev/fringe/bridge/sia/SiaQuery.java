package dev.fringe.bridge.sia;

import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.catalogue.ProductQuery;
import dev.fringe.bridge.vo.Capability;
import dev.fringe.bridge.vo.Field;
import dev.fringe.bridge.vo.Format;
import dev.fringe.bridge.vo.Parameters;
import dev.fringe.bridge.vo.Rows;
import dev.fringe.bridge.vo.TableWriter;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.Links;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** {@code /sia2/query}. */
public final class SiaQuery implements Endpoints {

  public static final String PATH = "/sia2";

  /** What access_url answers. */
  public static final String DATALINK = "application/x-votable+xml;content=datalink";

  private static final int USUAL_ROWS = 10_000;
  private static final int MOST_ROWS = 1_000_000;
  private static final List<Column> COLUMNS = Arrays.asList(Column.values());
  private static final List<Field> FIELDS = COLUMNS.stream().map(Field::of).toList();

  private final Catalogue catalogue;
  private final Links links;

  public SiaQuery(BridgeContext context) {
    this.catalogue = context.catalogue();
    this.links = context.links();
  }

  /** For the service's self-description. */
  public static Capability capability() {
    return Capability.of("ivo://ivoa.net/std/SIA#query-2.0", PATH + "/query", "2.0");
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.get(PATH + "/query", this::answer);
    config.routes.post(PATH + "/query", this::answer);
  }

  private void answer(Context context) throws IOException {
    Parameters parameters = Parameters.of(context);
    Format format = parameters.format("");
    int most = parameters.maxRec(USUAL_ROWS, MOST_ROWS);
    // One more, which tells that there are more.
    ProductQuery query = SiaParameters.query(parameters).page(0, most + 1);
    context.contentType(parameters.mediaType(""));
    try (Rows rows =
        Rows.of(most == 0 ? Stream.<List<?>>empty() : catalogue.stream(query).map(this::row))) {
      TableWriter.write(
          context.outputStream(),
          format,
          FIELDS,
          rows,
          most,
          TableWriter.Frame.of(new TableWriter.Info("SERVICE_PROTOCOL", "2.0", "SIA")));
    }
  }

  private List<?> row(Product product) {
    return Arrays.asList(COLUMNS.stream().map(column -> value(product, column)).toArray());
  }

  private Object value(Product product, Column column) {
    return switch (column) {
      case ACCESS_URL -> links.dataLink(product.did());
      case ACCESS_FORMAT -> DATALINK;
      default -> product.values().get(column);
    };
  }
}
