package dev.fringe.storage.settings;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How people sign in from the page: OpenID Connect's authorization code with PKCE, by a public
 * client, which has no secret.
 *
 * @param client as the issuer knows the page; empty for no sign-in from there
 * @param scopes what is asked for
 * @param parameters further ones that the issuer wants to be asked with, such as {@code audience}
 */
public record PageSignIn(String client, List<String> scopes, Map<String, String> parameters)
    implements Serializable {

  /** What tells who somebody is. */
  public static final List<String> USUAL_SCOPES = List.of("openid", "profile");

  public static final PageSignIn NONE = new PageSignIn("", USUAL_SCOPES, Map.of());

  public PageSignIn {
    scopes = List.copyOf(scopes);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  public boolean isSet() {
    return !client.isEmpty();
  }
}
