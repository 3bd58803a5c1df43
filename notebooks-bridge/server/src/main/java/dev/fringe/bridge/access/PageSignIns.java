package dev.fringe.bridge.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.Links;
import dev.fringe.bridge.web.OwnPages;
import dev.fringe.bridge.web.ProblemException;
import dev.fringe.storage.settings.TokenIssuer;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * {@code /api/v1/sign-in}: how people sign in from the page, by OpenID Connect's authorization code
 * with PKCE (RFC 7636). The page keeps the verifier and sends it with the code; the code is
 * exchanged here, so that the page speaks with this service alone, and nothing is kept.
 */
public final class PageSignIns implements Endpoints, AutoCloseable {

  private static final String PATH = "/api/v1/sign-in";
  private static final int LARGEST = 1 << 14;
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
  private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{16,128}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Access access;
  private final TokenIssuer issuer;
  private final Links links;
  private final IssuerDescription description;

  public PageSignIns(Access access, TokenIssuer issuer, Links links) {
    this.access = access;
    this.issuer = issuer;
    this.links = links;
    this.description = new IssuerDescription(issuer.issuer());
  }

  @Override
  public void register(JavalinConfig config) {
    if (issuer.page().isSet()) {
      config.routes.get(PATH, this::begin);
      config.routes.post(PATH, this::finish);
      config.events.serverStopped(this::close);
    }
  }

  /** Where the browser is to go, given the page's state and the hash of its verifier. */
  private void begin(Context context) {
    String state = Optional.ofNullable(context.queryParam("state")).orElse("");
    String challenge = Optional.ofNullable(context.queryParam("challenge")).orElse("");
    if (!STATE.matcher(state).matches() || !VERIFIER.matcher(challenge).matches()) {
      throw ProblemException.badRequest(
          "state is 16 to 128, challenge 43 letters, digits, _ and -, as the page makes them");
    }
    HttpUrl.Builder address =
        HttpUrl.get(told("authorization_endpoint"))
            .newBuilder()
            .addQueryParameter("response_type", "code")
            .addQueryParameter("client_id", issuer.page().client())
            .addQueryParameter("redirect_uri", redirect())
            .addQueryParameter("scope", String.join(" ", issuer.page().scopes()))
            .addQueryParameter("state", state)
            .addQueryParameter("code_challenge", challenge)
            .addQueryParameter("code_challenge_method", "S256");
    issuer.page().parameters().forEach(address::addQueryParameter);
    answer(context, Map.of("address", address.build().toString()));
  }

  private void finish(Context context) throws IOException {
    OwnPages.require(context, links.base());
    byte[] body = context.bodyAsBytes();
    JsonNode asked = body.length > LARGEST ? JSON.nullNode() : read(body);
    String code = asked.path("code").asText();
    String verifier = asked.path("verifier").asText();
    if (code.isEmpty() || !VERIFIER.matcher(verifier).matches()) {
      throw ProblemException.badRequest("code and verifier are needed, as JSON");
    }
    FormBody form =
        new FormBody.Builder()
            .add("grant_type", "authorization_code")
            .add("client_id", issuer.page().client())
            .add("redirect_uri", redirect())
            .add("code", code)
            .add("code_verifier", verifier)
            .build();
    JsonNode token = exchange(form);
    // What the issuer gives may still be meant for somebody else.
    Visitor visitor = access.visitor(Optional.of("Bearer " + token.path("access_token").asText()));
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("token", token.path("access_token").asText());
    told.put("seconds", token.path("expires_in").asLong(300));
    told.put("visitor", visitor.name());
    answer(context, told);
  }

  private JsonNode exchange(FormBody form) {
    try {
      IssuerDescription.Answer answer =
          description.ask(new Request.Builder().post(form), told("token_endpoint").toString());
      JsonNode json = read(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      if (answer.status() != 200) {
        throw AccessException.signIn(
            "the issuer does not accept this sign-in (%s): sign in again"
                .formatted(
                    json.path("error")
                        .asText("status " + answer.status())
                        .replaceAll("[^\\w -]", "")));
      }
      return json;
    } catch (IOException e) {
      throw AccessException.noIssuer(e);
    }
  }

  private URI told(String name) {
    try {
      return description.address(name);
    } catch (IOException e) {
      throw AccessException.noIssuer(e);
    }
  }

  private String redirect() {
    return links.to("/");
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      return JSON.nullNode();
    }
  }

  private static void answer(Context context, Map<String, ?> json) {
    context.header("Cache-Control", "no-store").json(json);
  }

  @Override
  public void close() {
    description.close();
  }
}
