package dev.fringe.bridge.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import dev.fringe.storage.settings.TokenIssuer;
import java.io.IOException;
import java.text.ParseException;

/** Fetches an issuer's keys, from where the settings or its own description say. */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

  private final TokenIssuer issuer;
  private final IssuerDescription description;

  IssuerKeys(TokenIssuer issuer) {
    this.issuer = issuer;
    this.description = new IssuerDescription(issuer.issuer());
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator refresh, long currentTime, SecurityContext context)
      throws KeySourceException {
    try {
      String address =
          issuer.keys().isEmpty() ? description.address("jwks_uri").toString() : issuer.keys();
      return JWKSet.parse(description.fetch(address));
    } catch (IOException | ParseException e) {
      throw new JWKSetUnavailableException("the keys of " + issuer.issuer() + " cannot be had", e);
    }
  }

  @Override
  public void close() {
    description.close();
  }
}
