package dev.fringe.bridge;

import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.access.AccessException;
import dev.fringe.bridge.access.AccessGate;
import dev.fringe.bridge.access.AccessLog;
import dev.fringe.bridge.access.PageSignIns;
import dev.fringe.bridge.access.RateLimit;
import dev.fringe.bridge.access.Transport;
import dev.fringe.bridge.access.Visitor;
import dev.fringe.bridge.api.ProductsApi;
import dev.fringe.bridge.datalink.DataLinks;
import dev.fringe.bridge.docs.ApiDocs;
import dev.fringe.bridge.files.Downloads;
import dev.fringe.bridge.flight.FlightGateway;
import dev.fringe.bridge.flight.FlightLocation;
import dev.fringe.bridge.flight.FlightTls;
import dev.fringe.bridge.flight.Gate;
import dev.fringe.bridge.index.Database;
import dev.fringe.bridge.index.IndexedCatalogue;
import dev.fringe.bridge.index.LakeFollower;
import dev.fringe.bridge.preview.Previews;
import dev.fringe.bridge.sia.SiaQuery;
import dev.fringe.bridge.soda.SodaService;
import dev.fringe.bridge.srcnet.DataManagement;
import dev.fringe.bridge.tap.TapService;
import dev.fringe.bridge.vo.VoErrors;
import dev.fringe.bridge.vo.Vosi;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.ByteAnswer;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.Health;
import dev.fringe.bridge.web.Links;
import dev.fringe.bridge.web.Problems;
import dev.fringe.bridge.web.RequestIds;
import dev.fringe.bridge.web.WebPage;
import dev.fringe.bridge.web.WebServer;
import dev.fringe.bridge.workflows.ClusterRunner;
import dev.fringe.bridge.workflows.ClusterSettings;
import dev.fringe.bridge.workflows.LocalRunner;
import dev.fringe.bridge.workflows.LocalSettings;
import dev.fringe.bridge.workflows.NoRunner;
import dev.fringe.bridge.workflows.WorkflowRunner;
import dev.fringe.bridge.workflows.WorkflowsApi;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.settings.ServeSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The service: a lake, its index, and a web server before them. */
public final class Bridge implements AutoCloseable {

  private final Database database;
  private final LakeFollower follower;
  private final BridgeSettings settings;
  private final Optional<FlightGateway> flight;
  private final TapService tap;
  private final SodaService soda;
  private final Access access;
  private final WorkflowRunner workflows;
  private final WebServer server;

  /** Jobs that a kill cut off go on at once, and wait here until it is known where they are. */
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private Bridge(DataLake lake, BridgeSettings settings, Clock clock) throws IOException {
    this.settings = settings;
    this.access = Access.of(settings.settings().serve(), clock);
    this.database =
        Database.open(settings.settings().serve().index(), settings.state(), settings.lake());
    this.follower = new LakeFollower(lake, database, settings.pause());
    IndexedCatalogue catalogue = new IndexedCatalogue(database, follower);
    BridgeContext context =
        new BridgeContext(
            catalogue,
            lake,
            settings.lake(),
            settings.settings(),
            clock,
            new Links(this::address),
            settings.state());
    Health health = new Health(follower::lastSync, follower::trouble, catalogue::size);
    try {
      this.flight = startFlight(context);
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
    try {
      this.tap = TapService.open(context, database, access);
    } catch (IOException e) {
      flight.ifPresent(FlightGateway::close);
      database.close();
      throw e;
    }
    try {
      this.soda = SodaService.open(context, access);
    } catch (IOException e) {
      port.completeExceptionally(e);
      tap.close();
      flight.ifPresent(FlightGateway::close);
      database.close();
      throw e;
    }
    try {
      this.workflows = startWorkflows(clock);
    } catch (IOException e) {
      port.completeExceptionally(e);
      soda.close();
      tap.close();
      flight.ifPresent(FlightGateway::close);
      database.close();
      throw e;
    }
    try {
      this.server = WebServer.start(settings.host(), settings.port(), parts(context, health));
      port.complete(server.port());
    } catch (IOException | RuntimeException e) {
      port.completeExceptionally(e);
      workflows.close();
      soda.close();
      tap.close();
      flight.ifPresent(FlightGateway::close);
      database.close();
      throw e;
    }
  }

  /** All parts of the service, each of which answers for its own routes. */
  private List<Endpoints> parts(BridgeContext context, Health health) throws IOException {
    ServeSettings serve = settings.settings().serve();
    return List.of(
        Transport.of(serve, settings.host(), settings.port()),
        new RequestIds(),
        new WebPage(),
        new Problems(),
        new VoErrors(),
        new ByteAnswer(),
        new AccessGate(access, context.clock()),
        new RateLimit(serve.requestsPerMinute(), context.clock()),
        new AccessLog(access),
        health,
        new PageSignIns(access, serve.signIn(), context.links()),
        new ApiDocs(),
        new DataManagement(context, access),
        new ProductsApi(context, access),
        new Downloads(context, access),
        new Previews(context, access),
        new DataLinks(context, access),
        soda,
        new SiaQuery(context),
        tap,
        new WorkflowsApi(context, workflows, access),
        new Vosi(
            context,
            Stream.of(
                    List.of(SiaQuery.capability(), DataLinks.capability()),
                    TapService.capabilities(),
                    SodaService.capabilities())
                .flatMap(List::stream)
                .toList(),
            List.of(SiaQuery.PATH, TapService.PATH, DataLinks.PATH, SodaService.PATH),
            health::trouble),
        new FlightLocation(flightPort(), flightTls().isPresent()));
  }

  private WorkflowRunner startWorkflows(Clock clock) throws IOException {
    return switch (settings.workflows().orElse(null)) {
      case LocalSettings local -> LocalRunner.start(local, clock);
      case ClusterSettings cluster -> ClusterRunner.start(cluster, clock);
      case null ->
          new NoRunner(
              "This service runs no workflows: start it with --workflows local or cluster, or use"
                  + " fringe run or fringe submit.");
    };
  }

  private Optional<FlightGateway> startFlight(BridgeContext context) throws IOException {
    return settings.flightPort().isEmpty()
        ? Optional.empty()
        : Optional.of(
            FlightGateway.start(
                settings.host(),
                settings.flightPort().getAsInt(),
                context.catalogue(),
                context.lake(),
                this::visitor,
                flightTls()));
  }

  private Optional<FlightTls> flightTls() {
    ServeSettings.Tls tls = settings.settings().serve().tls();
    return tls.isSet()
        ? Optional.of(new FlightTls(Path.of(tls.certificate()), Path.of(tls.key())))
        : Optional.empty();
  }

  /** Flight asks who may have what as the web does. */
  private Gate.Visitor visitor(Optional<String> authorization) {
    try {
      Visitor visitor = access.visitor(authorization);
      return product -> access.mayRead(visitor, product);
    } catch (AccessException e) {
      throw new Gate.InvalidTokenException(e.getMessage());
    }
  }

  /** Where Arrow Flight listens, if it does. */
  public OptionalInt flightPort() {
    return flight.map(found -> OptionalInt.of(found.port())).orElse(OptionalInt.empty());
  }

  /**
   * Starts the service: it answers at once, and knows the lake a little later.
   *
   * @param lake which stays the caller's to close
   */
  public static Bridge start(DataLake lake, BridgeSettings settings, Clock clock)
      throws IOException {
    Bridge bridge = new Bridge(lake, settings, clock);
    bridge.follower.start();
    return bridge;
  }

  /** Has the index say what the lake says now. */
  public LakeFollower.Changes sync() throws IOException, SQLException {
    return follower.sync();
  }

  /** Where the service is seen from outside, without a slash at the end. */
  public URI address() {
    return settings
        .baseUrl()
        .orElseGet(
            () -> {
              String host = settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host();
              return URI.create(
                  (settings.settings().serve().tls().isSet() ? "https://" : "http://")
                      + (host.contains(":") ? "[" + host + "]" : host)
                      + ":"
                      + port.join());
            });
  }

  @Override
  public void close() {
    server.close();
    workflows.close();
    soda.close();
    tap.close();
    flight.ifPresent(FlightGateway::close);
    follower.close();
    database.close();
  }
}
