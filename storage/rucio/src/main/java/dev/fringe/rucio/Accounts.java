package dev.fringe.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.http.RucioRequest;
import dev.fringe.rucio.http.Transport;
import dev.fringe.rucio.model.AccountUsage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Accounts, their scopes and limits. All calls may be repeated. */
public final class Accounts {

  private final Transport transport;

  Accounts(Transport transport) {
    this.transport = transport;
  }

  /** The account that one is signed in as. */
  public String whoami() {
    final String location = transport.redirect(RucioRequest.get("/accounts/whoami"));
    final String last = location.substring(location.lastIndexOf('/') + 1);
    return URLDecoder.decode(last, StandardCharsets.UTF_8);
  }

  /** The scopes that an account owns. */
  public List<String> scopes(String account) {
    final List<String> scopes = new ArrayList<>();
    try {
      transport
          .json(RucioRequest.get("/accounts/{}/scopes/", account))
          .forEach(scope -> scopes.add(scope.asText()));
    } catch (RucioRefusal refusal) {
      if (!refusal.is(RefusalKind.SCOPE_NOT_FOUND)) {
        throw refusal;
      }
    }
    return scopes;
  }

  /** All scopes, whoever owns them. */
  public List<String> allScopes() {
    final List<String> scopes = new ArrayList<>();
    transport.json(RucioRequest.get("/scopes/")).forEach(scope -> scopes.add(scope.asText()));
    return scopes;
  }

  /** Makes sure that there is such a scope. */
  public void ensureScope(String account, String scope) {
    try {
      transport.run(RucioRequest.post("/scopes/{}/{}", account, scope));
    } catch (RucioRefusal refusal) {
      if (!refusal.is(RefusalKind.DUPLICATE)) {
        throw refusal;
      }
    }
  }

  /** How many bytes an account may lock, by RSE; RSEs without a limit are left out. */
  public Map<String, Long> limits(String account) {
    final Map<String, Long> limits = new LinkedHashMap<>();
    transport
        .json(RucioRequest.get("/accounts/{}/limits/local", account))
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isNumber()) {
                limits.put(entry.getKey(), entry.getValue().asLong());
              }
            });
    return limits;
  }

  /** What an account has locked, by RSE. The server's counters lag behind by some seconds. */
  public List<AccountUsage> usage(String account) {
    return transport.list(
        RucioRequest.get("/accounts/{}/usage/local", account),
        node ->
            new AccountUsage(
                Json.required(node, "rse"),
                node.path("bytes").asLong(0),
                node.path("files").asLong(0),
                positive(node.path("bytes_limit"))));
  }

  private static OptionalLong positive(JsonNode limit) {
    return limit.isNumber() && limit.asDouble() > 0
        ? OptionalLong.of((long) limit.asDouble())
        : OptionalLong.empty();
  }
}
