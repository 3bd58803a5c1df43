package dev.fringe.bridge.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fringe.storage.settings.PageSignIn;
import dev.fringe.storage.settings.TokenIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of tokens on the loopback: its description, its keys, and tokens good and bad. */
public final class TestIssuer implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile RSAKey key;

  private TestIssuer(HttpServer server) throws JOSEException {
    this.server = server;
    this.key = newKey("first");
  }

  public static TestIssuer start() throws IOException, JOSEException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TestIssuer issuer = new TestIssuer(server);
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange,
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}"
                    .formatted(issuer.address(), issuer.address())));
    server.createContext(
        "/keys",
        exchange -> {
          issuer.fetches.incrementAndGet();
          answer(exchange, new JWKSet(issuer.key.toPublicJWK()).toString());
        });
    server.start();
    return issuer;
  }

  /**
   * Settings of a service that takes its tokens.
   *
   * @param readAll groups that may read all
   */
  public TokenIssuer trusted(String... readAll) {
    return new TokenIssuer(
        address(),
        List.of("fringe"),
        "",
        TokenIssuer.USUAL_CLAIMS,
        List.of(readAll),
        PageSignIn.NONE);
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static RSAKey newKey(String id) throws JOSEException {
    return new RSAKeyGenerator(2048).keyID(id).generate();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int fetches() {
    return fetches.get();
  }

  void rotate() throws JOSEException {
    key = newKey("second");
  }

  public Claims claims(Instant now) {
    return new Claims(
        new JWTClaimsSet.Builder()
            .subject("jdoe")
            .issuer(address())
            .audience("fringe")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(600))));
  }

  /** What a token claims. */
  public final class Claims {
    private final JWTClaimsSet.Builder claims;

    private Claims(JWTClaimsSet.Builder claims) {
      this.claims = claims;
    }

    public Claims groups(String... groups) {
      claims.claim("wlcg.groups", List.of(groups));
      return this;
    }

    Claims subject(String subject) {
      claims.subject(subject);
      return this;
    }

    Claims expires(Instant time) {
      claims.expirationTime(Date.from(time));
      return this;
    }

    Claims notBefore(Instant time) {
      claims.notBeforeTime(Date.from(time));
      return this;
    }

    Claims issuer(String issuer) {
      claims.issuer(issuer);
      return this;
    }

    Claims audience(String audience) {
      claims.audience(audience);
      return this;
    }

    public String sign() throws JOSEException {
      return signBy(key);
    }

    String signedBySomebodyElse() throws JOSEException {
      return signBy(newKey(key.getKeyID()));
    }

    private String signBy(RSAKey signer) throws JOSEException {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signer.getKeyID()).build(),
              claims.build());
      token.sign(new RSASSASigner(signer));
      return token.serialize();
    }

    String unsigned() {
      return new PlainJWT(claims.build()).serialize();
    }

    String signedByOurPublicKeyAsSecret() throws JOSEException {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
              claims.build());
      token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
      return token.serialize();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
