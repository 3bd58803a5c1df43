package dev.fringe.bridge.access;

import dev.fringe.bridge.vo.VoErrors;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.Problems;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Learns of every request who makes it, and tells whoever may not have something what would help:
 * 401 with challenges as DALI and the IVOA's single sign-on have them, 403 for those who are known.
 */
public final class AccessGate implements Endpoints {

  private static final String ATTRIBUTE = "fringe.visitor";
  private static final List<String> VO_PATHS =
      List.of("/datalink", "/sia2", "/tap", "/capabilities", "/availability");
  private static final String SODA = "/soda";

  /** Of one address; whoever guesses, or goes on with an old token, is told to wait. */
  private static final int BAD_TOKENS_PER_MINUTE = 60;

  private final Access access;
  private final RateLimit badTokens;

  public AccessGate(Access access, Clock clock) {
    this.access = access;
    this.badTokens = new RateLimit(BAD_TOKENS_PER_MINUTE, clock);
  }

  /** Who made a request. */
  public static Visitor visitor(Context context) {
    Visitor visitor = context.attribute(ATTRIBUTE);
    return visitor == null ? Visitor.ANONYMOUS : visitor;
  }

  /** The name of who made a request; empty for somebody unknown. */
  public static String caller(Context context) {
    return visitor(context).name();
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.before(
        context -> {
          Visitor visitor = visitorNow(context);
          context.attribute(ATTRIBUTE, visitor);
          if (visitor.isKnown()) {
            context.header("X-VO-Authenticated", visitor.name());
          }
        });
    config.routes.get("/api/v1/access", context -> context.json(describe(visitor(context))));
    config.routes.exception(AccessException.class, this::refuse);
  }

  private Visitor visitorNow(Context context) {
    try {
      return access.visitor(Optional.ofNullable(context.header("Authorization")));
    } catch (AccessException e) {
      if (e.isTokenBad()) {
        badTokens.require(context.ip(), "bad tokens");
      }
      throw e;
    }
  }

  private Map<String, Object> describe(Visitor visitor) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("signIn", !access.isOpen());
    if (access.isOpen()) {
      json.put("note", "Sign-in is not set up: whoever reaches this service may read everything.");
    } else {
      json.put("issuer", access.issuer());
      json.put("fromPage", access.isSignInFromPage());
      json.put("visitor", visitor.name());
      json.put("groups", visitor.groups().stream().sorted().toList());
    }
    return json;
  }

  private void refuse(AccessException e, Context context) {
    context.removeHeader("Content-Disposition");
    if (e.status() == 401) {
      context.header(
          "WWW-Authenticate",
          "ivoa_bearer standard_id=\"ivo://ivoa.net/sso#OpenID\", access_url=\"%s\""
              .formatted(access.issuer().replaceAll("[\"\\\\\\p{Cntrl}]", "")));
      context
          .res()
          .addHeader(
              "WWW-Authenticate",
              e.isTokenBad()
                  ? "Bearer realm=\"fringe\", error=\"invalid_token\""
                  : "Bearer realm=\"fringe\"");
    }
    if (e.status() == 429 || e.status() == 503) {
      context.header("Retry-After", "10");
    }
    String path = context.path();
    if (path.startsWith(SODA)) {
      context
          .status(e.status())
          .contentType("text/plain;charset=utf-8")
          .result(kind(e.status()) + ": " + e.getMessage() + "\n");
    } else if (VO_PATHS.stream().anyMatch(path::startsWith)) {
      VoErrors.write(context, e.status(), e.getMessage());
    } else {
      Problems.write(context, e.status(), e.getMessage());
    }
  }

  /** SODA 1.0, 5.3. */
  private static String kind(int status) {
    return switch (status) {
      case 401 -> "AuthenticationError";
      case 403 -> "AuthorizationError";
      default -> "ServiceUnavailable";
    };
  }
}
