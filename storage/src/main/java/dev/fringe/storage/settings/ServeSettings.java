package dev.fringe.storage.settings;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a lake is served to others: who may read what, and how much of it.
 *
 * @param signIn whose tokens are taken
 * @param collections by name; those not named follow {@link CollectionRule#USUAL}
 * @param workflows who may have workflows run
 * @param requestsPerMinute of one caller; 0 for no bound
 * @param largestCutout bytes
 * @param tls certificate and key; none where a gateway has them
 * @param isBehindGateway whether {@code Forwarded} and {@code X-Forwarded-*} headers are believed
 * @param index where the index is kept
 * @param redirects whether downloads are sent on to where the bytes are
 */
public record ServeSettings(
    TokenIssuer signIn,
    Map<String, CollectionRule> collections,
    WorkflowRules workflows,
    int requestsPerMinute,
    long largestCutout,
    Tls tls,
    boolean isBehindGateway,
    IndexSettings index,
    Redirects redirects)
    implements Serializable {

  private static final long LARGEST_CUTOUT = 10_000_000_000L;

  /**
   * PEM files; empty paths for none.
   *
   * @param certificate the chain, the server's own first
   * @param key unencrypted, PKCS #8
   */
  public record Tls(String certificate, String key) implements Serializable {
    public static final Tls NONE = new Tls("", "");

    public boolean isSet() {
      return !certificate.isEmpty();
    }
  }

  public ServeSettings {
    collections = Collections.unmodifiableMap(new LinkedHashMap<>(collections));
  }

  /** On a laptop: nobody signs in. */
  public static ServeSettings standard() {
    return new ServeSettings(
        TokenIssuer.none(),
        Map.of(),
        WorkflowRules.standard(),
        0,
        LARGEST_CUTOUT,
        Tls.NONE,
        false,
        IndexSettings.embedded(),
        Redirects.none());
  }

  /** The same with another index. */
  public ServeSettings indexedIn(IndexSettings other) {
    return new ServeSettings(
        signIn,
        collections,
        workflows,
        requestsPerMinute,
        largestCutout,
        tls,
        isBehindGateway,
        other,
        redirects);
  }
}
