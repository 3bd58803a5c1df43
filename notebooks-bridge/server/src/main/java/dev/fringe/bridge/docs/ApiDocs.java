package dev.fringe.bridge.docs;

import dev.fringe.bridge.web.Endpoints;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** {@code /api/}: the page, from Swagger UI's own package; {@code /api/openapi.json}. */
public final class ApiDocs implements Endpoints {

  private static final String PACKAGE = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  @Override
  public void register(JavalinConfig config) {
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/api/swagger-ui";
          files.directory = "/META-INF/resources/webjars/swagger-ui/" + version();
          files.location = Location.CLASSPATH;
        });
    config.routes.get(
        "/api/openapi.json", context -> send(context, "openapi.json", "application/json"));
    config.routes.get("/api", context -> context.redirect("/api/docs"));
    config.routes.get("/api/docs", context -> send(context, "docs.html", "text/html"));
    config.routes.get("/api/docs.js", context -> send(context, "docs.js", "text/javascript"));
  }

  /** The package's folder is called by its version. */
  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = ApiDocs.class.getResourceAsStream(PACKAGE)) {
      properties.load(in);
    } catch (IOException | NullPointerException e) {
      throw new IllegalStateException("Swagger UI is not in the class path", e);
    }
    return properties.getProperty("version");
  }

  private static void send(Context context, String name, String mediaType) throws IOException {
    try (InputStream in = ApiDocs.class.getResourceAsStream("/api/" + name)) {
      context.contentType(mediaType).result(in.readAllBytes());
    }
  }
}
