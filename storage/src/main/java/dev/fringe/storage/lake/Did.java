package dev.fringe.storage.lake;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A data identifier: {@code scope:name}, unique in a lake and for ever bound to the same bytes.
 *
 * @param scope 1 to 25 of {@code A-Z a-z 0-9 _ . -}, not starting with a dot
 * @param name 1 to 250 of {@code A-Z a-z 0-9 _ . + -} and {@code /} between its parts; starts with
 *     a letter or digit, has no empty, {@code .} or {@code ..} part, and does not end in one of
 *     Rucio's routes, such as {@code /meta}
 */
public record Did(String scope, String name) implements Comparable<Did> {

  private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,24}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+/-]{0,249}");
  private static final List<String> ROUTES =
      List.of("/meta", "/dids", "/rules", "/files", "/status", "/parents");

  public Did {
    if (!SCOPE.matcher(scope).matches()) {
      throw new IllegalArgumentException(
          "scope '%s' is not 1 to 25 of A-Z a-z 0-9 _ . - without a leading dot".formatted(scope));
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name '%s' is not 1 to 250 of A-Z a-z 0-9 _ . + - / starting with a letter or digit"
              .formatted(name));
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException(
            "name '%s' has the part '%s', but its parts must be file names".formatted(name, part));
      }
    }
    for (String route : ROUTES) {
      if (name.endsWith(route)) {
        throw new IllegalArgumentException(
            "name '%s' ends in '%s', which Rucio keeps for itself".formatted(name, route));
      }
    }
  }

  public static Did of(String scope, String name) {
    return new Did(scope, name);
  }

  /** Reads {@code scope:name}. */
  public static Did parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("'%s' is not a DID, scope:name".formatted(text));
    }
    return new Did(text.substring(0, colon), text.substring(colon + 1));
  }

  /** The last part of the name: what the file is called when it is taken out of the lake. */
  public String fileName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public int compareTo(Did other) {
    int byScope = scope.compareTo(other.scope);
    return byScope != 0 ? byScope : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return scope + ":" + name;
  }
}
