package dev.fringe.bridge.files;

import dev.fringe.bridge.catalogue.Product;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an answer tells about a file. */
public final class FileHeaders {

  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[A-Za-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,80}");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private FileHeaders() {}

  /** A DID is for ever bound to its bytes; their checksum says so to those who don't know. */
  public static String etag(Product product) {
    return "\""
        + (product.md5().isEmpty()
            ? "adler32-" + product.adler32() + "-" + product.bytes()
            : "md5-" + product.md5())
        + "\"";
  }

  /** The media type, as far as it is one: foreign metadata may hold anything. */
  public static String mediaType(Product product) {
    return MEDIA_TYPE.matcher(product.contentType()).matches()
        ? product.contentType()
        : "application/octet-stream";
  }

  static void set(Context context, Product product) {
    context.header("Accept-Ranges", "bytes");
    context.header("ETag", etag(product));
    // Whether it may be had changes with the one who asks, and with time.
    context.header("Cache-Control", "private, no-cache");
    context.header("Vary", "Authorization");
    context.header("X-Content-Type-Options", "nosniff");
    context.header(
        "Content-Disposition", "attachment; filename=\"" + product.did().fileName() + "\"");
    lastModified(product)
        .ifPresent(time -> context.header("Last-Modified", HTTP_DATE.format(time)));
    digests(context, product);
  }

  static Optional<Instant> lastModified(Product product) {
    return product.created().map(time -> time.truncatedTo(ChronoUnit.SECONDS));
  }

  /** RFC 9530, and RFC 3230 as grid tools read it. */
  private static void digests(Context context, Product product) {
    List<String> modern = new ArrayList<>();
    List<String> older = new ArrayList<>();
    if (!product.md5().isEmpty()) {
      String sum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(product.md5()));
      modern.add("md5=:" + sum + ":");
      older.add("md5=" + sum);
    }
    if (!product.adler32().isEmpty()) {
      byte[] sum = HexFormat.of().parseHex(product.adler32());
      modern.add("adler=:" + Base64.getEncoder().encodeToString(sum) + ":");
      older.add("adler32=" + product.adler32());
    }
    if (!modern.isEmpty()) {
      context.header("Repr-Digest", String.join(", ", modern));
      context.header("Digest", String.join(",", older));
    }
  }

  static Optional<Instant> date(String header) {
    try {
      return Optional.of(HTTP_DATE.parse(header.strip(), Instant::from));
    } catch (java.time.DateTimeException none) {
      return Optional.empty();
    }
  }
}
