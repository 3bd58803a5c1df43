package dev.fringe.bridge.web;

import io.javalin.config.JavalinConfig;

/** A part of the service. */
@FunctionalInterface
public interface Endpoints {

  /** Adds its routes, and whatever else it needs of the server, before the server starts. */
  void register(JavalinConfig config);
}
