package dev.fringe.bridge.access;

import dev.fringe.bridge.web.Endpoints;
import dev.fringe.storage.settings.ServeSettings;
import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;

/**
 * What is between the service and its callers: a gateway, whose word about them is believed only if
 * the settings say that there is one.
 */
public final class Transport implements Endpoints {

  private final ServeSettings settings;

  public Transport(ServeSettings settings) {
    this.settings = settings;
  }

  @Override
  public void register(JavalinConfig config) {
    if (settings.isBehindGateway()) {
      config.jetty.modifyHttpConfiguration(
          http -> http.addCustomizer(new ForwardedRequestCustomizer()));
    }
  }
}
