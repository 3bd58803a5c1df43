package dev.fringe.bridge.files;

import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.objects.SignedRead;
import dev.fringe.storage.settings.Redirects;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a download is sent on to: the nearest replica, if its store signs addresses. A client that
 * names versions of the file gets it from the service, as the store counts versions otherwise; so
 * does a page's script, which browsers don't let follow.
 */
final class Redirection {

  private static final List<String> VERSIONS =
      List.of("If-Match", "If-None-Match", "If-Range", "If-Modified-Since", "If-Unmodified-Since");
  private static final List<String> FOLLOWING = List.of("navigate", "no-cors");

  private final DataLake lake;
  private final Access access;
  private final Redirects settings;

  Redirection(DataLake lake, Access access, Redirects settings) {
    this.lake = lake;
    this.access = access;
    this.settings = settings;
  }

  /** The address of the bytes for a request of all, or of one range. */
  Optional<URI> of(Context context, Product product) throws IOException {
    String mode = context.header("Sec-Fetch-Mode");
    if (!settings.areOn()
        || !context.method().equals(HandlerType.GET)
        || VERSIONS.stream().anyMatch(header -> context.header(header) != null)
        || (mode != null && !FOLLOWING.contains(mode))) {
      return Optional.empty();
    }
    Optional<Replica> nearest = lake.replicas(product.did()).stream().findFirst();
    return nearest.isEmpty()
        ? Optional.empty()
        : lake.signed(
            nearest.get(),
            new SignedRead(
                lifetime(product),
                settings.endpoint(),
                product.did().fileName(),
                FileHeaders.mediaType(product)));
  }

  private Duration lifetime(Product product) {
    boolean isShort = settings.lifetime().compareTo(Redirects.LONGEST_OF_CLOSED) <= 0;
    return isShort || access.isFree(product) ? settings.lifetime() : Redirects.LONGEST_OF_CLOSED;
  }
}
