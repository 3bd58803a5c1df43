package dev.fringe.bridge.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.bridge.catalogue.CatalogueException;
import dev.fringe.storage.lake.LakeException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as RFC 9457 has them, {@code application/problem+json}. Nothing of the inside leaks. */
public final class Problems implements Endpoints {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String RETRY_SECONDS = "10";
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final List<String> OF_FILES =
      List.of(
          "Accept-Ranges", "Content-Disposition", "Digest", "ETag", "Last-Modified", "Repr-Digest");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void register(JavalinConfig config) {
    config.routes.exception(
        ProblemException.class, (e, context) -> write(context, e.status(), e.getMessage()));
    config.routes.exception(
        LakeException.NotFound.class, (e, context) -> write(context, 404, e.getMessage()));
    config.routes.exception(
        HttpResponseException.class,
        (e, context) ->
            write(
                context,
                e.getStatus(),
                e instanceof BadRequestResponse ? "the request is malformed" : words(e)));
    config.routes.exception(
        CatalogueException.Unavailable.class, (e, context) -> unavailable(context, e));
    config.routes.exception(ServletException.class, (e, context) -> unreadable(context, e));
    config.routes.exception(IOException.class, (e, context) -> lakeFailed(context, e));
    config.routes.exception(Exception.class, (e, context) -> failed(context, e));
    config.routes.error(
        404,
        context -> {
          if (context.result() == null
              || "Not Found".equals(context.result())
              || context.result().startsWith("Endpoint ")) {
            write(context, 404, "there is nothing at " + context.path());
          }
        });
  }

  private static String words(HttpResponseException e) {
    return e.getMessage() == null ? "" : e.getMessage();
  }

  private static void lakeFailed(Context context, IOException e) {
    LOG.warn("{} {}: {}", RequestIds.of(context), context.path(), e.toString());
    write(context, 502, "the data lake does not answer; request " + RequestIds.of(context));
  }

  private static void unavailable(Context context, CatalogueException.Unavailable e) {
    LOG.warn("{} {}: {}", RequestIds.of(context), context.path(), e.getMessage());
    write(
        context.header("Retry-After", RETRY_SECONDS),
        503,
        e.words() + "; request " + RequestIds.of(context));
  }

  /** Jetty reads forms late, and wraps what it finds wrong with them. */
  private static void unreadable(Context context, Exception e) {
    if (e.getCause() instanceof HttpException malformed) {
      write(context, malformed.getCode(), "the form is malformed");
    } else {
      failed(context, e);
    }
  }

  private static void failed(Context context, Exception e) {
    LOG.error("{} {} failed", RequestIds.of(context), context.path(), e);
    write(
        context,
        500,
        "the service failed; its log tells more of request " + RequestIds.of(context));
  }

  /** Answers with a problem. */
  public static void write(Context context, int status, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", HttpStatus.forStatus(status).getMessage());
    problem.put("status", status);
    problem.put("detail", detail);
    problem.put("request", RequestIds.of(context));
    // What was told of a file is not told of this.
    OF_FILES.forEach(context::removeHeader);
    try {
      context.status(status).contentType(MEDIA_TYPE).result(JSON.writeValueAsString(problem));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("strings and numbers are always written", impossible);
    }
  }
}
