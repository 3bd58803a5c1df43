package dev.fringe.bridge.flight;

import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.bytes.ReadAheadReader;
import dev.fringe.storage.fits.hdu.FitsFile;
import dev.fringe.storage.fits.hdu.Hdu;
import dev.fringe.storage.fitsidi.FitsIdiReader;
import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.image.ImageFitsReader;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Replica;
import java.io.IOException;
import java.util.Locale;

/** Opens what is asked for. */
final class ArrowProducts {
  private final DataLake lake;

  ArrowProducts(DataLake lake) {
    this.lake = lake;
  }

  /** Whether a product has a form as record batches, by what is known without opening it. */
  static boolean hasArrowForm(Product product) {
    return isFits(product) || isCsv(product);
  }

  private static boolean isFits(Product product) {
    String name = product.did().name().toLowerCase(Locale.ROOT);
    return product.contentType().endsWith("fits")
        || product.text(Column.DATAPRODUCT_TYPE).equals("visibility")
        || name.endsWith("fits")
        || name.endsWith(".uvf");
  }

  private static boolean isCsv(Product product) {
    return product.contentType().equals("text/csv") || product.did().name().endsWith(".csv");
  }

  /** Opens a product; what it is in a FITS file, the file tells. */
  ArrowProduct open(Product product, DataTicket ticket) throws IOException {
    if (!hasArrowForm(product)) {
      throw RequestException.invalid(
          "did",
          ticket.did(),
          "it is %s, which has no form as record batches; download it over HTTP"
              .formatted(product.contentType()));
    }
    RangeReader file = lake.open(ticket.did());
    try {
      return isCsv(product)
          ? TableProduct.of(file, ticket)
          : openFits(isNear(ticket.did()) ? file : ReadAheadReader.over(file), ticket);
    } catch (IOException | RuntimeException e) {
      try (file) {
        throw e;
      }
    }
  }

  /** A near file is read by its pieces; of a distant one larger pieces are fetched ahead. */
  private boolean isNear(Did did) throws IOException {
    return lake.replicas(did).stream().findFirst().flatMap(Replica::localPath).isPresent();
  }

  private static ArrowProduct openFits(RangeReader file, DataTicket ticket) throws IOException {
    Hdu primary = FitsFile.primary(file);
    boolean visibilities =
        primary.hasGroups()
            || (primary.header().number("NAXIS").orElse(0) < 2
                && FitsIdiReader.isFitsIdi(FitsFile.extensions(file, primary)));
    return visibilities
        ? VisibilityProduct.of(VisibilityFiles.open(file), ticket)
        : ImageProduct.of(ImageFitsReader.open(file), ticket);
  }
}
