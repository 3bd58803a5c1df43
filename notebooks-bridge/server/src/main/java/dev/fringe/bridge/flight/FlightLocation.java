package dev.fringe.bridge.flight;

import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.ProblemException;
import io.javalin.config.JavalinConfig;
import java.util.Map;
import java.util.OptionalInt;

/** {@code /api/v1/flight}: at which port of this host Arrow Flight listens, and whether by TLS. */
public final class FlightLocation implements Endpoints {
  private final OptionalInt port;
  private final boolean tls;

  public FlightLocation(OptionalInt port, boolean tls) {
    this.port = port;
    this.tls = tls;
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.get(
        "/api/v1/flight",
        context ->
            context.json(
                Map.of(
                    "port",
                    port.orElseThrow(
                        () ->
                            ProblemException.notFound(
                                "Arrow Flight is off: the service was started with --flight-port"
                                    + " none")),
                    "tls",
                    tls)));
  }
}
