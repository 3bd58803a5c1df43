package dev.fringe.bridge.access;

import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.web.ProblemException;
import dev.fringe.storage.lake.Did;
import io.javalin.http.Context;

/** Finds the products that requests are about, for those who may have their bytes. */
public final class ReadableProducts {

  private final Catalogue catalogue;
  private final Access access;

  public ReadableProducts(Catalogue catalogue, Access access) {
    this.catalogue = catalogue;
    this.access = access;
  }

  /**
   * The product that the path names by {@code scope} and {@code name}.
   *
   * @throws ProblemException if there is none
   * @throws AccessException if whoever asks may not have its bytes
   */
  public Product of(Context context) {
    return of(context, did(context));
  }

  /** The same, of a product that is named otherwise. */
  public Product of(Context context, Did did) {
    Product product =
        catalogue
            .find(did)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "no file %s in the lake, as far as the index knows".formatted(did)));
    access.require(AccessGate.visitor(context), product);
    return product;
  }

  private static Did did(Context context) {
    try {
      return Did.of(context.pathParam("scope"), context.pathParam("name"));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(e.getMessage());
    }
  }
}
