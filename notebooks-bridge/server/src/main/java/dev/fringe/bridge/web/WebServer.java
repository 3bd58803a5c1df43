package dev.fringe.bridge.web;

import io.javalin.Javalin;
import io.javalin.config.SizeUnit;
import io.javalin.http.staticfiles.Location;
import java.util.List;

/** The server that all endpoints are at. Requests have virtual threads. */
public final class WebServer implements AutoCloseable {

  /** Larger forms than these are refused; uploads have limits of their own. */
  private static final long LARGEST_BODY = 16L << 20;

  private static final int LARGEST_UPLOAD_MB = 16;
  private static final int LARGEST_HEADER = 64 << 10;

  private final Javalin javalin;

  private WebServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Starts a server.
   *
   * @param port 0 for any free one
   * @param parts in the order of their routes
   */
  public static WebServer start(String host, int port, List<Endpoints> parts) {
    Javalin javalin =
        Javalin.create(
            config -> {
              config.concurrency.useVirtualThreads = true;
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.jetty.host = host;
              config.jetty.port = port;
              config.jetty.modifyHttpConfiguration(
                  http -> {
                    http.setSendServerVersion(false);
                    http.setRequestHeaderSize(LARGEST_HEADER);
                  });
              config.http.maxRequestSize = LARGEST_BODY;
              config.jetty.multipartConfig.maxFileSize(LARGEST_UPLOAD_MB, SizeUnit.MB);
              config.jetty.multipartConfig.maxTotalRequestSize(4 * LARGEST_UPLOAD_MB, SizeUnit.MB);
              config.http.prefer405over404 = true;
              config.router.treatMultipleSlashesAsSingleSlash = true;
              config.staticFiles.add("/web", Location.CLASSPATH);
              for (Endpoints part : parts) {
                part.register(config);
              }
            });
    javalin.start();
    return new WebServer(javalin);
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
