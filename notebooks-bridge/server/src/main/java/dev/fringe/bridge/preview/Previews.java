package dev.fringe.bridge.preview;

import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.access.ReadableProducts;
import dev.fringe.bridge.bytes.LakeBytes;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.files.FileHeaders;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.ProblemException;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.image.ImageFitsReader;
import dev.fringe.storage.lake.DataLake;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /preview/scope/name?size=&colours=&stretch=&plane=}. As many pictures are painted at once
 * as there are processors.
 */
public final class Previews implements Endpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Previews.class);
  private static final String PATH = "/preview/{scope}/<name>";
  private static final long CACHE_BYTES = 64L << 20;
  private static final int LARGEST_SIDE = 1 << 20;

  private final DataLake lake;
  private final ReadableProducts products;
  private final Access access;
  private final PictureCache cache = new PictureCache(CACHE_BYTES);
  private final Semaphore painters = new Semaphore(Runtime.getRuntime().availableProcessors());

  public Previews(BridgeContext context, Access access) {
    this.lake = context.lake();
    this.access = access;
    this.products = new ReadableProducts(context.catalogue(), access);
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.get(PATH, this::answer);
    config.routes.head(PATH, this::answer);
  }

  private void answer(Context context) throws IOException, InterruptedException {
    Product product = products.of(context);
    if (!product.isFitsImage()) {
      throw ProblemException.notFound(
          product.did() + " is no FITS image: there is no picture of it");
    }
    PreviewRequest request = PreviewRequest.read(context);
    String etag = FileHeaders.etag(product).replaceAll("\"$", "-" + request.key() + "\"");
    context.header("ETag", etag);
    context.header("Vary", "Authorization");
    context.header(
        "Cache-Control", access.isFree(product) ? "public, max-age=3600" : "private, no-cache");
    boolean isKnown =
        Optional.ofNullable(context.header("If-None-Match")).stream()
            .flatMap(list -> Arrays.stream(list.split(",")))
            .anyMatch(tag -> tag.strip().equals(etag));
    if (isKnown) {
      context.status(304);
      return;
    }
    String key = product.did() + " " + etag;
    byte[] picture = cache.get(key).orElse(null);
    if (picture == null) {
      picture = paint(product, request);
      cache.put(key, picture);
    }
    context.disableCompression();
    context.contentType("image/png").result(picture);
  }

  private byte[] paint(Product product, PreviewRequest request)
      throws IOException, InterruptedException {
    painters.acquire();
    try (ImageFitsReader image = ImageFitsReader.open(LakeBytes.open(lake, product.did()))) {
      if (image.width() < 1
          || image.height() < 1
          || image.width() > LARGEST_SIDE
          || image.height() > LARGEST_SIDE) {
        throw image.header().bad("NAXIS1", "an image of 1 to 2^20 pixels a side is needed");
      }
      long planes = image.pixels() / image.width() / image.height();
      if (request.plane() >= planes) {
        throw ProblemException.badRequest(
            "plane is %d, but there are planes 0 to %d".formatted(request.plane(), planes - 1));
      }
      return Painter.paint(image, request);
    } catch (BadDataException e) {
      LOG.warn("{} is no image that can be shown: {}", product.did(), e.getMessage());
      throw new ProblemException(
          422, product.did() + " is no FITS image that can be read: its header is malformed");
    } finally {
      painters.release();
    }
  }
}
