package dev.fringe.bridge.files;

import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.access.ReadableProducts;
import dev.fringe.bridge.bytes.LakeBytes;
import dev.fringe.bridge.bytes.RangeStream;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.ByteAnswer;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.lake.DataLake;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code /files/scope/name}: a file's bytes, of the best replica, and of the next where one fails.
 * A quarter of a megabyte of each download is in memory.
 */
public final class Downloads implements Endpoints {

  private static final String PATH = "/files/{scope}/<name>";

  private final DataLake lake;
  private final ReadableProducts products;
  private final Redirection redirection;

  public Downloads(BridgeContext context, Access access) {
    this.lake = context.lake();
    this.products = new ReadableProducts(context.catalogue(), access);
    this.redirection = new Redirection(lake, access, context.settings().serve().redirects());
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.get(PATH, this::answer);
    config.routes.head(PATH, this::answer);
  }

  private void answer(Context context) throws IOException {
    Product product = products.of(context);
    Conditions conditions = new Conditions(context, product);
    int status = conditions.status();
    FileHeaders.set(context, product);
    if (status != 200) {
      context.status(status).disableCompression();
      return;
    }
    Optional<List<ByteRange>> ranges =
        Optional.ofNullable(context.header("Range"))
            .filter(header -> context.method().equals(HandlerType.GET) && conditions.isRangeValid())
            .flatMap(header -> RangeHeader.parse(header, product.bytes()));
    if (ranges.isEmpty() || ranges.get().size() == 1) {
      Optional<URI> elsewhere = redirection.of(context, product);
      if (elsewhere.isPresent()) {
        // The address is a secret, and good for minutes.
        context.header("Cache-Control", "no-store").header("Referrer-Policy", "no-referrer");
        context.header("Location", elsewhere.get().toString()).status(307);
        return;
      }
    }
    if (ranges.isEmpty()) {
      context.contentType(FileHeaders.mediaType(product));
      send(context, product, new ByteRange(0, product.bytes()));
    } else if (ranges.get().isEmpty()) {
      context.status(416).header("Content-Range", "bytes */" + product.bytes());
    } else if (ranges.get().size() == 1) {
      ByteRange range = ranges.get().getFirst();
      context.status(206).header("Content-Range", range.contentRange(product.bytes()));
      context.contentType(FileHeaders.mediaType(product));
      send(context, product, range);
    } else {
      context.status(206);
      send(context, product, ranges.get());
    }
  }

  private void send(Context context, Product product, ByteRange range) throws IOException {
    if (context.method().equals(HandlerType.HEAD)) {
      context.disableCompression();
      context.res().setContentLengthLong(range.length());
      return;
    }
    try (RangeReader reader = LakeBytes.open(lake, product.did())) {
      ByteAnswer.send(context, range.length(), out -> copy(reader, range, out));
    }
  }

  private void send(Context context, Product product, List<ByteRange> ranges) throws IOException {
    String boundary = "fringe-" + UUID.randomUUID();
    List<byte[]> heads = ranges.stream().map(range -> head(boundary, product, range)).toList();
    byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    long length =
        heads.stream().mapToLong(head -> head.length).sum()
            + ranges.stream().mapToLong(ByteRange::length).sum()
            + tail.length;
    context.contentType("multipart/byteranges; boundary=" + boundary);
    try (RangeReader reader = LakeBytes.open(lake, product.did())) {
      ByteAnswer.send(
          context,
          length,
          out -> {
            for (int i = 0; i < ranges.size(); i++) {
              out.write(heads.get(i));
              copy(reader, ranges.get(i), out);
            }
            out.write(tail);
          });
    }
  }

  private static byte[] head(String boundary, Product product, ByteRange range) {
    return "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
        .formatted(boundary, FileHeaders.mediaType(product), range.contentRange(product.bytes()))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void copy(RangeReader reader, ByteRange range, OutputStream out)
      throws IOException {
    try (RangeStream stream = new RangeStream(reader, range.from(), range.to())) {
      stream.transferTo(out);
    }
  }
}
