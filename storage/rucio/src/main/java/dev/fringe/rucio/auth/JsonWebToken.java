package dev.fringe.rucio.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.rucio.secret.Secret;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/** The little of a JSON Web Token (RFC 7519) that its bearer may look at. */
final class JsonWebToken {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonWebToken() {}

  /** When the token ends by its {@code exp} claim; {@link Instant#MAX} where it tells nothing. */
  static Instant expiry(Secret token) {
    final String[] parts = token.reveal().split("\\.", -1);
    if (parts.length != 3) {
      return Instant.MAX;
    }
    try {
      final JsonNode claims = MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return claims.path("exp").canConvertToLong()
          ? Instant.ofEpochSecond(claims.get("exp").asLong())
          : Instant.MAX;
    } catch (IOException | IllegalArgumentException notReadable) {
      return Instant.MAX;
    }
  }
}
