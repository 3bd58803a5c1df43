package dev.fringe.rucio;

import dev.fringe.rucio.http.RucioRequest;
import dev.fringe.rucio.http.Transport;
import dev.fringe.rucio.secret.Secret;
import java.time.Duration;
import java.util.Locale;

/** Addresses that carry their own permission for a while; whoever has one may use it. */
public final class SignedUrls {

  /** What a signed address allows. */
  public enum Operation {
    READ,
    WRITE,
    DELETE
  }

  private final Transport transport;

  SignedUrls(Transport transport) {
    this.transport = transport;
  }

  /**
   * Signs an address.
   *
   * @param service {@code s3}, {@code gcs} or {@code swift}, as the RSE's {@code sign_url} says
   * @param url the unsigned https address
   */
  public Secret sign(
      String rse, String service, Operation operation, String url, Duration lifetime) {
    return Secret.of(
        transport
            .text(
                RucioRequest.get("/credentials/signurl")
                    .with("rse", rse)
                    .with("svc", service)
                    .with("op", operation.name().toLowerCase(Locale.ROOT))
                    .with("lifetime", Long.toString(lifetime.toSeconds()))
                    .with("url", url))
            .strip());
  }
}
