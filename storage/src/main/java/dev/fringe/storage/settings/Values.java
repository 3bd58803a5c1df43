package dev.fringe.storage.settings;

import dev.fringe.storage.objects.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Kinds of values that several sections have. */
final class Values {

  private final Path folder;

  /**
   * @param file of the settings
   */
  Values(Path file) {
    this.folder = file.toAbsolutePath().normalize().getParent();
  }

  /** An absolute path: {@code ~/} is the user's home, what is relative begins beside the file. */
  String path(String text) {
    Path path =
        text.equals("~") || text.startsWith("~/")
            ? Path.of(System.getProperty("user.home"), text.substring(1))
            : folder.resolve(text);
    return path.normalize().toString();
  }

  /** A file that a field names; empty text where it names none. */
  String file(Section section, String field) {
    return section.text(field).map(this::path).orElse("");
  }

  /**
   * The address of a server: encrypted, or on this machine, or allowed in words; without a user,
   * query or fragment. No message quotes it, as it may hold a password.
   */
  Optional<String> server(Section section, String field, Optional<String> text, boolean plainHttp) {
    Optional<URI> uri = text.flatMap(Values::uri);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String problem =
        uri.isEmpty() || uri.get().getHost() == null
            ? "is not an address of a server: write https://host or https://host:port/path"
            : problem(uri.get(), plainHttp);
    if (!problem.isEmpty()) {
      section.refuse(field, problem);
      return Optional.empty();
    }
    return text.map(address -> address.replaceAll("/+$", ""));
  }

  private static String problem(URI uri, boolean plainHttp) {
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return "has a user, query or fragment: write https://host:port/path alone, and credentials"
          + " elsewhere";
    }
    boolean encrypted = "https".equals(uri.getScheme());
    if (!encrypted && !"http".equals(uri.getScheme())) {
      return "is not an https:// address: write https://host:port/path";
    }
    return encrypted || plainHttp || Loopback.is(uri)
        ? ""
        : "is not encrypted: write https://, or plainHttp: true beside it to send credentials in"
            + " the open";
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException notOne) {
      return Optional.empty();
    }
  }
}
