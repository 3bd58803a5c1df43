package dev.fringe.storage.settings;

import java.io.Serializable;
import java.util.List;

/**
 * Whose tokens are taken, as OpenID Connect has it.
 *
 * @param issuer its address, as it stands in tokens; empty for none: everybody may read everything
 * @param audience whom tokens must be meant for: one of these
 * @param keys address of its keys; empty for the one that the issuer's own description tells
 * @param groupClaims claims of tokens that list groups
 * @param readAll groups whose members may read everything
 * @param page how people sign in from the page
 */
public record TokenIssuer(
    String issuer,
    List<String> audience,
    String keys,
    List<String> groupClaims,
    List<String> readAll,
    PageSignIn page)
    implements Serializable {

  /** Claims by which SKA IAM (INDIGO) and others tell groups. */
  public static final List<String> USUAL_CLAIMS = List.of("groups", "wlcg.groups");

  public TokenIssuer {
    audience = List.copyOf(audience);
    groupClaims = List.copyOf(groupClaims);
    readAll = List.copyOf(readAll);
  }

  public static TokenIssuer none() {
    return new TokenIssuer("", List.of(), "", USUAL_CLAIMS, List.of(), PageSignIn.NONE);
  }

  /** Whether people sign in at all. */
  public boolean isSet() {
    return !issuer.isEmpty();
  }
}
