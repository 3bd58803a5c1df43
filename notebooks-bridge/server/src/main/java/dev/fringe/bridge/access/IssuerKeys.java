package dev.fringe.bridge.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import dev.fringe.storage.settings.TokenIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Fetches an issuer's keys, from where the settings or its own description say. */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

  private static final String DESCRIPTION = "/.well-known/openid-configuration";
  private static final int LARGEST = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TokenIssuer issuer;
  private final OkHttpClient client =
      new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(10)).followRedirects(false).build();

  IssuerKeys(TokenIssuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator refresh, long currentTime, SecurityContext context)
      throws KeySourceException {
    try {
      return JWKSet.parse(fetch(issuer.keys().isEmpty() ? told() : issuer.keys()));
    } catch (IOException | ParseException e) {
      throw new JWKSetUnavailableException("the keys of " + issuer.issuer() + " cannot be had", e);
    }
  }

  private String told() throws IOException {
    JsonNode description =
        JSON.readTree(fetch(issuer.issuer().replaceAll("/+$", "") + DESCRIPTION));
    if (!description.path("issuer").asText().equals(issuer.issuer())) {
      throw new IOException("the description of " + issuer.issuer() + " is that of another issuer");
    }
    String keys = description.path("jwks_uri").asText();
    if (issuer.issuer().startsWith("https:") && !keys.startsWith("https:")) {
      throw new IOException("the description of " + issuer.issuer() + " has no jwks_uri of https");
    }
    return keys;
  }

  private String fetch(String address) throws IOException {
    try (Response response = client.newCall(new Request.Builder().url(address).build()).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException(address + " answers with status " + response.code());
      }
      byte[] bytes = response.body().byteStream().readNBytes(LARGEST);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("\"" + address + "\" is no address", e);
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
