package dev.fringe.bridge.access;

import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.RequestIds;
import io.javalin.config.JavalinConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each request. Never headers, and never what stands behind a question mark. */
public final class AccessLog implements Endpoints {

  private static final Logger LOG = LoggerFactory.getLogger("dev.fringe.access");

  private final Access access;

  /** On a laptop, where nobody signs in, there is no log. */
  public AccessLog(Access access) {
    this.access = access;
  }

  @Override
  public void register(JavalinConfig config) {
    if (access.isOpen()) {
      return;
    }
    config.requestLogger.http(
        (context, milliseconds) -> {
          Visitor visitor = AccessGate.visitor(context);
          LOG.info(
              "{} {} {} {} {} {} ms",
              RequestIds.of(context),
              visitor.isKnown() ? visitor.name() : "-",
              context.method(),
              context.path().replaceAll("[\\p{Cntrl} ]", "_"),
              context.status().getCode(),
              Math.round(milliseconds));
        });
  }
}
