package dev.fringe.rucio.model;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A data identifier.
 *
 * @param scope 1 to 25 of letters, digits, dot, underscore and hyphen
 * @param name 1 to 250 characters; may hold slashes, but no empty, {@code .} or {@code ..} part,
 *     and must not end in a route of the server such as {@code /meta}
 */
public record RucioDid(String scope, String name) {

  private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9_.-]{1,25}");
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\s:?#]{1,250}");
  private static final List<String> ROUTES =
      List.of(
          "/meta",
          "/dids",
          "/rules",
          "/files",
          "/status",
          "/parents",
          "/datasets",
          "/history",
          "/follow",
          "/associated_rules");

  public RucioDid {
    if (!SCOPE.matcher(scope).matches() || scope.matches("\\.+")) {
      throw new IllegalArgumentException(
          "scope '%s' should be 1 to 25 of A-Z a-z 0-9 . _ -".formatted(scope));
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name '%s' should be 1 to 250 characters without blanks, ':', '?' and '#'"
              .formatted(name));
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException(
            "name '%s' should have no empty, '.' or '..' part".formatted(name));
      }
    }
    for (String route : ROUTES) {
      if (name.endsWith(route)) {
        throw new IllegalArgumentException(
            "name '%s' should not end in '%s', a route of the server".formatted(name, route));
      }
    }
  }

  public static RucioDid of(String scope, String name) {
    return new RucioDid(scope, name);
  }

  /** Reads {@code scope:name}. */
  public static RucioDid parse(String text) {
    final int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("'%s' should be scope:name".formatted(text));
    }
    return new RucioDid(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return scope + ":" + name;
  }
}
