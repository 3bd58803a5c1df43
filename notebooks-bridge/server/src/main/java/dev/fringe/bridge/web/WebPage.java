package dev.fringe.bridge.web;

import io.javalin.config.JavalinConfig;

/**
 * The headers that the page for people, and whatever else a browser shows of this service, comes
 * with: nothing of another host is loaded or sent to, no script but the service's own files runs.
 * Styles may be set by scripts, and machine code compiled, as the image viewer does both.
 */
public final class WebPage implements Endpoints {

  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'self'",
          "script-src 'self' 'wasm-unsafe-eval'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data: blob:",
          "worker-src 'self' blob:",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'none'");

  @Override
  public void register(JavalinConfig config) {
    config.routes.before(
        context -> {
          context.header("Content-Security-Policy", POLICY);
          context.header("X-Content-Type-Options", "nosniff");
          context.header("Referrer-Policy", "no-referrer");
          context.header("Cross-Origin-Opener-Policy", "same-origin");
        });
  }
}
