package dev.fringe.bridge.files;

import dev.fringe.bridge.catalogue.Product;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Preconditions of a request (RFC 9110, 13.2.2). */
final class Conditions {

  private final Context context;
  private final String etag;
  private final Optional<Instant> modified;

  Conditions(Context context, Product product) {
    this.context = context;
    this.etag = FileHeaders.etag(product);
    this.modified = FileHeaders.lastModified(product);
  }

  /** 412, 304, or 200 if nothing stands against the answer. */
  int status() {
    Optional<String> match = header("If-Match");
    if (match.isPresent()
        ? !names(match.get(), false)
        : header("If-Unmodified-Since")
            .flatMap(FileHeaders::date)
            .filter(this::isOlder)
            .isPresent()) {
      return 412;
    }
    Optional<String> none = header("If-None-Match");
    boolean isKnown =
        none.isPresent()
            ? names(none.get(), true)
            : header("If-Modified-Since")
                .flatMap(FileHeaders::date)
                .filter(time -> modified.isPresent() && !isOlder(time))
                .isPresent();
    return isKnown ? 304 : 200;
  }

  /** Whether a Range header counts. */
  boolean isRangeValid() {
    Optional<String> condition = header("If-Range").map(String::strip);
    return condition.isEmpty()
        || condition.get().equals(etag)
        || (modified.isPresent() && FileHeaders.date(condition.get()).equals(modified));
  }

  private boolean isOlder(Instant time) {
    return modified.isPresent() && time.isBefore(modified.get());
  }

  private boolean names(String list, boolean isWeakEnough) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .map(tag -> isWeakEnough && tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(context.header(name));
  }
}
