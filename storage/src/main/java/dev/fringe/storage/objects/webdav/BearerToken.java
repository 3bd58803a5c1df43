package dev.fringe.storage.objects.webdav;

import dev.fringe.storage.objects.EndpointSettings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a token comes from. It is read for each request: whoever renews the file need not tell. */
final class BearerToken {
  private static final int MOST_BYTES = 1 << 16;

  private final EndpointSettings settings;

  BearerToken(EndpointSettings settings) {
    this.settings = settings;
  }

  /** The token as it is now; none if the settings name none. */
  Optional<String> current() throws IOException {
    if (!settings.tokenFile().isEmpty()) {
      Path file = Path.of(settings.tokenFile());
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("the tokenFile %s is too large for a token".formatted(file));
      }
      return Optional.of(checked(Files.readString(file).strip(), "the tokenFile " + file));
    }
    if (!settings.tokenEnv().isEmpty()) {
      String name = settings.tokenEnv();
      String value = System.getenv(name);
      if (value == null) {
        throw new AccessDeniedException(
            settings.prefix(), null, "the environment variable " + name + " is not set");
      }
      return Optional.of(checked(value.strip(), "the environment variable " + name));
    }
    return Optional.empty();
  }

  private static String checked(String token, String where) throws IOException {
    if (!token.matches("[A-Za-z0-9._~+/=-]+")) {
      throw new IOException(where + " holds no bearer token: it is one word of base64 or JWT");
    }
    return token;
  }
}
