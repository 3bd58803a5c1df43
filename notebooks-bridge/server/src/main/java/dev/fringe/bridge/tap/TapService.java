package dev.fringe.bridge.tap;

import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.access.AccessGate;
import dev.fringe.bridge.adql.AdqlParser;
import dev.fringe.bridge.index.Database;
import dev.fringe.bridge.sia.SiaQuery;
import dev.fringe.bridge.tables.PublishedTables;
import dev.fringe.bridge.tables.TapSchema;
import dev.fringe.bridge.uws.JobEndpoints;
import dev.fringe.bridge.uws.Jobs;
import dev.fringe.bridge.uws.UwsSettings;
import dev.fringe.bridge.vo.Capability;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.Links;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** {@code /tap}: sync, async, tables. */
public final class TapService implements Endpoints, AutoCloseable {

  public static final String PATH = "/tap";

  private final Links links;
  private final PublishedTables.ReadableLists readable;
  private final AdqlParser parser;
  private final TapSync sync;
  private final Jobs jobs;
  private final JobEndpoints async;

  private TapService(BridgeContext context, Database database, Access access) throws IOException {
    this.links = context.links();
    this.readable = new PublishedTables.ReadableLists(access.isOpen(), access.closedCollections());
    this.parser = new AdqlParser(this::tables, database::sizeClasses, database::function);
    QueryRunner runner = new QueryRunner(parser, database, context.catalogue());
    UploadFetcher fetcher = new UploadFetcher(links);
    this.sync = new TapSync(runner, database, fetcher);
    this.jobs =
        Jobs.in(
            context.state().resolve("jobs").resolve("tap"),
            UwsSettings.standard(),
            new TapWork(runner, database, fetcher),
            context.clock());
    this.async = new JobEndpoints(PATH + "/async", jobs, links, AccessGate::caller);
  }

  /** Takes up the jobs there are. */
  public static TapService open(BridgeContext context, Database database, Access access)
      throws IOException {
    TapService service = new TapService(context, database, access);
    try {
      database.change(
          connection ->
              TapSchema.write(
                  connection,
                  PublishedTables.of("", SiaQuery.DATALINK, PublishedTables.ReadableLists.ALL),
                  database.textType()));
    } catch (SQLException e) {
      service.close();
      throw new IOException("TAP_SCHEMA cannot be written: " + e.getMessage(), e);
    }
    return service;
  }

  /** The service's own address, which answers hold, is known once it listens. */
  private PublishedTables tables() {
    return PublishedTables.of(links.to("/datalink/links?ID="), SiaQuery.DATALINK, readable);
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.get(PATH + "/sync", sync::answer);
    config.routes.post(PATH + "/sync", sync::answer);
    config.routes.get(PATH + "/tables", this::describe);
    config.routes.get("/tables", this::describe);
    config.routes.get(PATH + "/examples", this::examples);
    async.register(config);
  }

  private void describe(Context context) {
    context.contentType("text/xml").result(TablesXml.write(tables()));
  }

  private void examples(Context context) {
    context.contentType("text/html").result(TapExamples.page(links));
  }

  /** For the service's self-description. */
  public static List<Capability> capabilities() {
    return List.of(
        TapCapability.capability(),
        Capability.vosi("ivo://ivoa.net/std/VOSI#tables", PATH + "/tables"),
        Capability.of("ivo://ivoa.net/std/DALI#examples", PATH + "/examples", "").answering(""));
  }

  @Override
  public void close() {
    jobs.close();
    parser.close();
  }
}
