package dev.fringe.bridge;

import dev.fringe.bridge.api.ProductsApi;
import dev.fringe.bridge.docs.ApiDocs;
import dev.fringe.bridge.flight.FlightGateway;
import dev.fringe.bridge.flight.FlightLocation;
import dev.fringe.bridge.flight.Gate;
import dev.fringe.bridge.index.Database;
import dev.fringe.bridge.index.IndexedCatalogue;
import dev.fringe.bridge.index.LakeFollower;
import dev.fringe.bridge.sia.SiaQuery;
import dev.fringe.bridge.srcnet.DataManagement;
import dev.fringe.bridge.tap.TapService;
import dev.fringe.bridge.vo.VoErrors;
import dev.fringe.bridge.vo.Vosi;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.Health;
import dev.fringe.bridge.web.Links;
import dev.fringe.bridge.web.Problems;
import dev.fringe.bridge.web.RequestIds;
import dev.fringe.bridge.web.WebServer;
import dev.fringe.storage.lake.DataLake;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The service: a lake, its index, and a web server before them. */
public final class Bridge implements AutoCloseable {

  private final Database database;
  private final LakeFollower follower;
  private final BridgeSettings settings;
  private final Optional<FlightGateway> flight;
  private final TapService tap;
  private final WebServer server;

  private Bridge(DataLake lake, BridgeSettings settings, Clock clock) throws IOException {
    this.settings = settings;
    this.database = Database.in(settings.state());
    this.follower = new LakeFollower(lake, database, settings.pause());
    IndexedCatalogue catalogue = new IndexedCatalogue(database);
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
      this.tap = TapService.open(context, database);
    } catch (IOException e) {
      flight.ifPresent(FlightGateway::close);
      database.close();
      throw e;
    }
    try {
      this.server = WebServer.start(settings.host(), settings.port(), parts(context, health));
    } catch (RuntimeException e) {
      tap.close();
      flight.ifPresent(FlightGateway::close);
      database.close();
      throw e;
    }
  }

  /** All parts of the service, each of which answers for its own routes. */
  private List<Endpoints> parts(BridgeContext context, Health health) {
    return List.of(
        new RequestIds(),
        new Problems(),
        new VoErrors(),
        health,
        new ProductsApi(context),
        new ApiDocs(),
        new DataManagement(context),
        new SiaQuery(context),
        tap,
        new Vosi(
            context,
            Stream.concat(Stream.of(SiaQuery.capability()), TapService.capabilities().stream())
                .toList(),
            List.of(SiaQuery.PATH, TapService.PATH),
            health::trouble),
        new FlightLocation(flightPort()));
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
                Gate.OPEN));
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
                  "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port());
            });
  }

  @Override
  public void close() {
    server.close();
    tap.close();
    flight.ifPresent(FlightGateway::close);
    follower.close();
    database.close();
  }
}
