package dev.fringe.storage.objects;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * The address of an object or of a prefix: {@code file:///folder/file}, {@code s3://bucket/key},
 * {@code s3://host:port/bucket/key}, {@code davs://host/path}, {@code https://host/path}. It holds
 * no secret: an address with a user, a query or a fragment is refused.
 *
 * @param uri absolute, normalised
 */
public record Location(URI uri) implements Serializable {

  private static final Set<String> SCHEMES = Set.of("file", "s3", "davs", "dav", "https", "http");

  public Location {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw new IllegalArgumentException(
          "'%s' is not an address of file:, s3:, davs:, dav:, https: or http:".formatted(uri));
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the address at '%s' has a user, query or fragment; credentials belong in the settings"
              .formatted(uri.getHost()));
    }
    if (!uri.normalize().equals(uri)) {
      throw new IllegalArgumentException("'%s' has . or .. in its path".formatted(uri));
    }
  }

  /**
   * Reads an address; a text without a scheme is a path on this machine.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  public static Location parse(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")
        ? new Location(URI.create(text))
        : of(Path.of(text));
  }

  public static Location of(Path file) {
    return new Location(
        URI.create("file://" + file.toAbsolutePath().normalize().toUri().getRawPath()));
  }

  public boolean isLocal() {
    return "file".equals(uri.getScheme());
  }

  /** The file of this machine that it is. */
  public Path path() {
    if (!isLocal()) {
      throw new IllegalStateException(this + " is not a file of this machine");
    }
    return Path.of(uri.getPath());
  }

  /**
   * What lies under this prefix.
   *
   * @param relative parts joined by {@code /}, none of them {@code ..}; not yet percent-encoded
   */
  public Location resolve(String relative) {
    for (String part : relative.split("/", -1)) {
      if (part.equals("..") || part.equals(".")) {
        throw new IllegalArgumentException("'%s' has the part '%s'".formatted(relative, part));
      }
    }
    String base = uri.getRawPath().endsWith("/") ? uri.getRawPath() : uri.getRawPath() + "/";
    String path = base + encoded(relative);
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    return new Location(URI.create(uri.getScheme() + "://" + authority + path));
  }

  private static String encoded(String relative) {
    // "/x" is a path without an authority, so that a colon in the first part is no scheme.
    return URI.create("file:///").resolve(toUri("/" + relative)).getRawPath().substring(1);
  }

  private static URI toUri(String path) {
    try {
      return new URI(null, null, path, null);
    } catch (java.net.URISyntaxException e) {
      throw new IllegalArgumentException("'%s' cannot be an address".formatted(path), e);
    }
  }

  /** The prefix that this lies in, with a slash at its end. */
  public Location parent() {
    return new Location(uri.resolve(uri.getRawPath().endsWith("/") ? ".." : "."));
  }

  /** Whether this is a prefix of an address, part by part. */
  public boolean contains(Location other) {
    return other.uri.toString().startsWith(folder());
  }

  /**
   * The path of an address below this prefix, decoded: what {@link #resolve} makes it from.
   *
   * @throws IllegalArgumentException if it isn't below
   */
  public String relativize(Location other) {
    if (!contains(other)) {
      throw new IllegalArgumentException("%s is not below %s".formatted(other, this));
    }
    String raw = other.uri.toString().substring(folder().length());
    return URI.create("file:///" + raw).getPath().substring(1);
  }

  private String folder() {
    String text = uri.toString();
    return text.endsWith("/") ? text : text + "/";
  }

  /** The last part of the path. */
  public String name() {
    String path = uri.getPath();
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  /** What messages call it: a path where it is a file of this machine. */
  public String shown() {
    return isLocal() ? path().toString() : uri.toString();
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
