package dev.fringe.bridge.datalink;

import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.access.AccessGate;
import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.soda.SodaService;
import dev.fringe.bridge.vo.Capability;
import dev.fringe.bridge.vo.Format;
import dev.fringe.bridge.vo.Parameters;
import dev.fringe.bridge.vo.Rows;
import dev.fringe.bridge.vo.TableWriter;
import dev.fringe.bridge.vo.VoException;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.Links;
import dev.fringe.storage.lake.Did;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /datalink/links}. */
public final class DataLinks implements Endpoints {

  public static final String PATH = "/datalink";

  private static final String MEDIA_TYPE = "application/x-votable+xml;content=datalink";
  private static final int MOST_IDS = 100;

  private final Catalogue catalogue;
  private final Links links;
  private final ProductLinks productLinks;

  public DataLinks(BridgeContext context, Access access) {
    this.catalogue = context.catalogue();
    this.links = context.links();
    this.productLinks = new ProductLinks(context, access);
  }

  /** For the service's self-description. */
  public static Capability capability() {
    return Capability.of("ivo://ivoa.net/std/DataLink#links-1.1", PATH + "/links", "1.1")
        .answering(MEDIA_TYPE);
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.get(PATH + "/links", this::answer);
    config.routes.post(PATH + "/links", this::answer);
  }

  private void answer(Context context) throws IOException {
    Parameters parameters = Parameters.of(context);
    Format format = format(parameters);
    List<String> ids = parameters.all("ID").stream().distinct().toList();
    if (ids.isEmpty()) {
      throw VoException.badRequest("UsageFault: ID is missing: the product's name, scope:name");
    }
    List<List<Object>> rows = new ArrayList<>();
    StringBuilder services = new StringBuilder();
    for (String id : ids.subList(0, Math.min(ids.size(), MOST_IDS))) {
      Optional<Product> product = find(id);
      if (product.isEmpty()) {
        rows.add(
            Link.fault(
                    Parameters.shown(id),
                    "NotFoundFault: there is no product \"%s\"".formatted(Parameters.shown(id)))
                .row());
        continue;
      }
      add(id, product.get(), context, rows, services);
    }
    long most = rows.size();
    if (ids.size() > MOST_IDS) {
      // One more, which tells that there are more.
      rows.add(Link.fault("", "").row());
    }
    context.contentType(format == Format.TABLEDATA ? MEDIA_TYPE : format.mediaType());
    context.header("Vary", "Authorization");
    try (Rows table = Rows.of(rows.stream())) {
      TableWriter.write(
          context.outputStream(),
          format,
          Link.FIELDS,
          table,
          most,
          new TableWriter.Frame(
              List.of(TableWriter.Info.of("standardID", "ivo://ivoa.net/std/DataLink#links-1.1")),
              services.toString()));
    }
  }

  private void add(
      String id, Product product, Context context, List<List<Object>> rows, StringBuilder services)
      throws IOException {
    // The first one's have the names that SRCNet's clients look for.
    String suffix = services.isEmpty() ? "" : "-" + rows.size();
    String sync = "soda-sync" + suffix;
    String async = "soda-async" + suffix;
    List<Link> found = productLinks.of(id, product, sync, async, AccessGate.visitor(context));
    found.forEach(link -> rows.add(link.row()));
    if (found.stream().anyMatch(link -> link.target() instanceof Link.Target.Service)) {
      services.append(
          ServiceDescriptor.write(
              sync, "ivo://ivoa.net/std/SODA#sync-1.0", links.to(SodaService.SYNC), product));
      services.append(
          ServiceDescriptor.write(
              async, "ivo://ivoa.net/std/SODA#async-1.0", links.to(SodaService.ASYNC), product));
    }
  }

  private static Format format(Parameters parameters) {
    Optional<String> asked = parameters.one("RESPONSEFORMAT");
    return asked
            .filter(name -> name.toLowerCase(java.util.Locale.ROOT).contains("content=datalink"))
            .isPresent()
        ? Format.TABLEDATA
        : parameters.format("");
  }

  private Optional<Product> find(String id) {
    try {
      return catalogue.find(Did.parse(id.strip()));
    } catch (IllegalArgumentException noDid) {
      return Optional.empty();
    }
  }
}
