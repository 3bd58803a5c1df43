package dev.fringe.bridge.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** What an issuer tells of itself, and asks of others, as OpenID Connect Discovery 1.0 has it. */
final class IssuerDescription implements AutoCloseable {

  private static final String PATH = "/.well-known/openid-configuration";
  private static final int LARGEST = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String issuer;
  private final OkHttpClient client =
      new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(10)).followRedirects(false).build();

  /** Asks nothing yet. */
  IssuerDescription(String issuer) {
    this.issuer = issuer;
  }

  /**
   * An address that the description tells under a name such as {@code jwks_uri}.
   *
   * @throws IOException if the issuer doesn't tell, tells of another, or tells one without TLS
   */
  URI address(String name) throws IOException {
    String source = issuer.replaceAll("/+$", "") + PATH;
    JsonNode description = JSON.readTree(ask(new Request.Builder(), source).body());
    if (!description.path("issuer").asText().equals(issuer)) {
      throw new IOException("the description of " + issuer + " is that of another issuer");
    }
    String address = description.path(name).asText();
    if (!address.startsWith(issuer.startsWith("https:") ? "https:" : "http")) {
      throw new IOException("the description of " + issuer + " has no good " + name);
    }
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new IOException("the description of " + issuer + " has no good " + name, e);
    }
  }

  /** What is at an address. */
  String fetch(String address) throws IOException {
    Answer answer = ask(new Request.Builder(), address);
    if (answer.status() != 200) {
      throw new IOException(address + " answers with status " + answer.status());
    }
    return answer.body();
  }

  /** An answer, of a megabyte at most. */
  record Answer(int status, String body) {}

  Answer ask(Request.Builder request, String address) throws IOException {
    try (Response response = client.newCall(request.url(address).build()).execute()) {
      byte[] bytes = response.body().byteStream().readNBytes(LARGEST);
      return new Answer(response.code(), new String(bytes, StandardCharsets.UTF_8));
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
