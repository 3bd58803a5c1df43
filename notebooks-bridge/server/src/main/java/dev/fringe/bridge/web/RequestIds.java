package dev.fringe.bridge.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Gives every request an id, which its answer bears and the log tells: the one that a gateway gave,
 * if it is harmless, or a new one.
 */
public final class RequestIds implements Endpoints {

  public static final String HEADER = "X-Request-Id";
  private static final String ATTRIBUTE = "fringe.request-id";
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  public void register(JavalinConfig config) {
    config.routes.before(
        context -> {
          String given = context.header(HEADER);
          String id =
              given != null && HARMLESS.matcher(given).matches()
                  ? given
                  : UUID.randomUUID().toString();
          context.attribute(ATTRIBUTE, id);
          context.header(HEADER, id);
        });
  }

  public static String of(Context context) {
    String id = context.attribute(ATTRIBUTE);
    return id == null ? "-" : id;
  }
}
