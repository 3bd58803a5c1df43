package dev.fringe.bridge.soda;

import dev.fringe.bridge.bytes.LakeBytes;
import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.cutout.Cutout;
import dev.fringe.bridge.cutout.CutoutException;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes cutouts of what is in the lake. */
final class CutoutMaker {

  private static final Logger LOG = LoggerFactory.getLogger(CutoutMaker.class);

  private final Catalogue catalogue;
  private final DataLake lake;
  private final long largest;

  CutoutMaker(Catalogue catalogue, DataLake lake, long largest) {
    this.catalogue = catalogue;
    this.lake = lake;
    this.largest = largest;
  }

  /** What is done with a cutout, while its source is open. */
  @FunctionalInterface
  interface Taker {
    /**
     * @param cutout empty if the product has nothing of what is wanted
     */
    void take(Optional<Cutout> cutout) throws IOException;
  }

  Product find(Did id) {
    return catalogue
        .find(id)
        .orElseThrow(
            () ->
                SodaException.unknown(
                    "no file %s in the lake, as far as the index knows".formatted(id)));
  }

  void make(Product product, SodaQuery.Part part, Taker taker) throws IOException {
    if (!product.isFitsImage()) {
      throw SodaException.usage(product.did() + " is no FITS image or cube: it cannot be cut");
    }
    if (!part.mayOverlap(product)) {
      taker.take(Optional.empty());
      return;
    }
    try (RangeReader reader = LakeBytes.open(lake, product.did())) {
      taker.take(plan(reader, product, part));
    }
  }

  private Optional<Cutout> plan(RangeReader reader, Product product, SodaQuery.Part part)
      throws IOException {
    Optional<Cutout> cutout;
    try {
      cutout = Cutout.of(reader, part.request());
    } catch (CutoutException e) {
      throw SodaException.usage(product.did() + ": " + e.getMessage());
    } catch (BadDataException | ArithmeticException e) {
      LOG.warn("{} is no image that can be cut: {}", product.did(), e.getMessage());
      throw SodaException.unreadable(
          product.did() + " is no FITS image that can be read: its header is malformed");
    }
    cutout
        .filter(found -> found.length() > largest)
        .ifPresent(
            found -> {
              throw SodaException.tooLarge(
                  "the cutout has %d bytes, more than the %d that are given here: ask for less, or"
                          .formatted(found.length(), largest)
                      + " for the whole file");
            });
    return cutout;
  }

  /** What a cutout is called when it is saved. */
  static String fileName(Product product) {
    return product.did().fileName().replaceAll("(?i)\\.(fits|fit)$", "") + "-cutout.fits";
  }
}
