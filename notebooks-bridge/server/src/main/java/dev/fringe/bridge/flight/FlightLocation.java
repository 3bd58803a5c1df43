package dev.fringe.bridge.flight;

import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.ProblemException;
import io.javalin.config.JavalinConfig;
import java.util.Map;
import java.util.OptionalInt;

/** {@code /api/v1/flight}: at which port of this host Arrow Flight listens. */
public final class FlightLocation implements Endpoints {
  private final OptionalInt port;

  public FlightLocation(OptionalInt port) {
    this.port = port;
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
                                    + " none")))));
  }
}
