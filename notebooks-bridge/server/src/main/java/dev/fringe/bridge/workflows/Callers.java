package dev.fringe.bridge.workflows;

import io.javalin.http.Context;

/** Decides whether a caller may have workflows run, and stop them. */
@FunctionalInterface
public interface Callers {

  /** Throws, in the terms of whoever guards the service, if a request's sender may not. */
  void require(Context context);
}
