package dev.fringe.bridge.vo;

import dev.fringe.bridge.web.Endpoints;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;

/** Answers {@link VoException}s. */
public final class VoErrors implements Endpoints {

  @Override
  public void register(JavalinConfig config) {
    config.routes.exception(
        VoException.class, (e, context) -> write(context, e.status(), e.getMessage()));
  }

  /** Answers with an error document. */
  public static void write(Context context, int status, String message) {
    context
        .status(status)
        .contentType("application/x-votable+xml")
        .result(TableWriter.error(message));
  }
}
