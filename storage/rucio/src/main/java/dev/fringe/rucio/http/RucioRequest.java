package dev.fringe.rucio.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A request: what is asked, and whether it may be repeated.
 *
 * @param path from the root, encoded
 * @param route the path's template, for counting
 */
public record RucioRequest(
    String method,
    String path,
    String route,
    Map<String, String> query,
    Optional<JsonNode> body,
    String accept,
    Repeat repeat) {

  public static final String JSON = "application/json";
  public static final String JSON_STREAM = "application/x-json-stream";

  /**
   * @param template a path with {@code {}} for each value
   * @param values names, which may hold slashes where the route takes them
   */
  public static RucioRequest get(String template, String... values) {
    return of("GET", template, values);
  }

  public static RucioRequest post(String template, String... values) {
    return of("POST", template, values);
  }

  public static RucioRequest put(String template, String... values) {
    return of("PUT", template, values);
  }

  public static RucioRequest delete(String template, String... values) {
    return of("DELETE", template, values);
  }

  private static RucioRequest of(String method, String template, String... values) {
    return new RucioRequest(
        method,
        fill(template, values),
        method + " " + template,
        Map.of(),
        Optional.empty(),
        JSON,
        Repeat.SAFE);
  }

  public RucioRequest with(String key, String value) {
    final Map<String, String> more = new LinkedHashMap<>(query);
    more.put(key, value);
    return new RucioRequest(method, path, route, more, body, accept, repeat);
  }

  public RucioRequest sending(JsonNode json) {
    return new RucioRequest(method, path, route, query, Optional.of(json), accept, repeat);
  }

  /** Asks for one JSON object a line. */
  public RucioRequest streamed() {
    return new RucioRequest(method, path, route, query, body, JSON_STREAM, repeat);
  }

  /** Not to be repeated unless it was surely not done. */
  public RucioRequest unsafeToRepeat() {
    return new RucioRequest(method, path, route, query, body, accept, Repeat.UNSAFE);
  }

  private static String fill(String template, String... values) {
    final String[] literals = template.split("\\{}", -1);
    if (literals.length != values.length + 1) {
      throw new IllegalArgumentException(
          "%s wants %d values".formatted(template, literals.length - 1));
    }
    final StringBuilder path = new StringBuilder(literals[0]);
    for (int i = 0; i < values.length; i++) {
      path.append(encode(values[i])).append(literals[i + 1]);
    }
    return path.toString();
  }

  private static String encode(String value) {
    final StringJoiner encoded = new StringJoiner("/");
    for (String part : value.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        // Such a part would be taken out of the path on its way, and another thing asked for.
        throw new IllegalArgumentException(
            "'%s' has an empty, '.' or '..' part and cannot be in an address".formatted(value));
      }
      encoded.add(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return encoded.toString();
  }
}
