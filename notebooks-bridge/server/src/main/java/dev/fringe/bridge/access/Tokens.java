package dev.fringe.bridge.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.fringe.storage.settings.TokenIssuer;
import java.text.ParseException;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks tokens: signed by a key of the issuer with an algorithm of two keys, meant for us, not
 * expired. Keys are kept for some minutes, and asked for again when a token names another, at most
 * twice in half a minute.
 */
final class Tokens {

  /** None that uses a shared secret, and not {@code none}. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final int LONGEST_TOKEN = 16_384;

  private final TokenIssuer issuer;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  private Tokens(TokenIssuer issuer, JWKSource<SecurityContext> keys, Clock clock) {
    this.issuer = issuer;
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(new Claims(issuer, clock));
  }

  static Tokens of(TokenIssuer issuer, Clock clock) {
    return new Tokens(
        issuer,
        JWKSourceBuilder.<SecurityContext>create(new IssuerKeys(issuer)).retrying(true).build(),
        clock);
  }

  /** What a token must claim, by a clock that tests can set. */
  private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Clock clock;

    Claims(TokenIssuer issuer, Clock clock) {
      super(
          new HashSet<>(issuer.audience()),
          new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
          Set.of("sub", "exp"),
          Set.of());
      this.clock = clock;
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }

  /**
   * Who a token is about.
   *
   * @throws AccessException if it isn't valid
   */
  Visitor visitor(String token) {
    if (token.length() > LONGEST_TOKEN) {
      throw AccessException.badToken("the token is longer than any is", null);
    }
    try {
      JWTClaimsSet claims = processor.process(token, null);
      return new Visitor(name(claims), groups(claims));
    } catch (KeySourceException e) {
      throw AccessException.noKeys(e);
    } catch (BadJWTException e) {
      throw AccessException.badToken("the token is not accepted: " + words(e), e);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw AccessException.badToken("the token is none that is signed by " + issuer.issuer(), e);
    }
  }

  /** The library's words, as far as they hold nothing of the token. */
  private static String words(BadJWTException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse("");
    return message.startsWith("Expired")
        ? "it has expired"
        : message.contains("aud")
            ? "it is meant for another service"
            : message.contains("iss")
                ? "it is of another issuer"
                : message.contains("before") ? "it is not valid yet" : "a claim is missing";
  }

  private static String name(JWTClaimsSet claims) {
    Object preferred = claims.getClaim("preferred_username");
    String name = preferred instanceof String text && !text.isBlank() ? text : claims.getSubject();
    return name.replaceAll("[^\\x21-\\x7e]", "_");
  }

  private Set<String> groups(JWTClaimsSet claims) {
    Set<String> groups = new HashSet<>();
    for (String claim : issuer.groupClaims()) {
      switch (claims.getClaim(claim)) {
        case Collection<?> list -> list.forEach(group -> groups.add(String.valueOf(group)));
        case String text -> groups.addAll(List.of(text.split("[ ,]+")));
        case null, default -> {}
      }
    }
    return Access.plain(groups);
  }
}
