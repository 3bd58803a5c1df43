package dev.fringe.cluster.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trees of maps and lists, as JSON is read. */
public final class Json {
  private Json() {}

  /** A copy of a map that may be changed; empty where there is none. */
  public static Map<String, Object> map(Object node) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (node instanceof Map<?, ?> map) {
      map.forEach((name, value) -> copy.put(String.valueOf(name), value));
    }
    return copy;
  }

  /** What stands at a path of names. */
  public static Optional<Object> at(Object node, String... path) {
    Object here = node;
    for (String name : path) {
      here = here instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return Optional.ofNullable(here);
  }

  /** What stands at a path of names, as a text. */
  public static Optional<String> text(Object node, String... path) {
    return at(node, path).map(String::valueOf);
  }

  /** The list at a path; empty where there is none. */
  public static List<?> list(Object node, String... path) {
    return at(node, path).filter(List.class::isInstance).map(l -> (List<?>) l).orElse(List.of());
  }
}
