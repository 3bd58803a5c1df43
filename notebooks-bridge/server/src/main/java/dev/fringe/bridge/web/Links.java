package dev.fringe.bridge.web;

import dev.fringe.storage.lake.Did;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Addresses of things of this service, whole ones. */
public final class Links {

  private final Supplier<URI> base;

  /**
   * @param base where the service is seen from outside, without a slash at the end; asked for when
   *     needed, for the port may be known only then
   */
  public Links(Supplier<URI> base) {
    this.base = base;
  }

  /** Where the service is seen from outside, without a slash at the end. */
  public String base() {
    return base.get().toString();
  }

  /** An address of this service; {@code path} begins with a slash. */
  public String to(String path) {
    return base() + path;
  }

  /** All that the JSON API tells of a product. */
  public String product(Did did) {
    return to("/api/v1/products/" + path(did));
  }

  /** The page about a product, for people. */
  public String page(Did did) {
    return to("/?product=" + encode(did.toString()));
  }

  public String dataLink(Did did) {
    return to("/datalink/links?ID=" + encode(did.toString()));
  }

  /** A picture of a product, PNG. */
  public String preview(Did did) {
    return to("/preview/" + path(did));
  }

  /** The file's bytes. */
  public String download(Did did) {
    return to("/files/" + path(did));
  }

  /** {@code scope/name}: DIDs hold nothing that a path must escape but {@code +}. */
  public static String path(Did did) {
    return did.scope() + "/" + did.name().replace("+", "%2B");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
