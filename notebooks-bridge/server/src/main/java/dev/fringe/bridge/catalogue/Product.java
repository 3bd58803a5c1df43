package dev.fringe.bridge.catalogue;

import dev.fringe.storage.lake.Did;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One published file.
 *
 * @param did its name
 * @param dataset the dataset it was published in; empty for a file outside any
 * @param bytes size
 * @param adler32 8 hexadecimal digits; empty where the lake has none
 * @param md5 32 hexadecimal digits; empty where the lake has none
 * @param contentType media type
 * @param release when it becomes public; empty if it is from the start
 * @param created when it was published, as far as is known
 * @param values ObsCore's columns as far as they were published: {@link String}, {@link Integer},
 *     {@link Long} or {@link Double}, by {@link Column#type()}
 */
public record Product(
    Did did,
    Optional<Did> dataset,
    long bytes,
    String adler32,
    String md5,
    String contentType,
    Optional<Instant> release,
    Optional<Instant> created,
    Map<Column, Object> values) {

  public Product {
    Map<Column, Object> copy = new EnumMap<>(Column.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /** A value as text; empty where there is none. */
  public String text(Column column) {
    Object value = values.get(column);
    return value == null ? "" : value.toString();
  }

  public OptionalDouble number(Column column) {
    return values.get(column) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** Whether less, more or other things are told of the same bytes. */
  public boolean isToldOtherwiseThan(Product other) {
    return !values.equals(other.values);
  }

  /** Whether anybody may have its bytes at a time. */
  public boolean isPublic(Instant now) {
    return release.isEmpty() || !now.isBefore(release.get());
  }

  /** Whether it is a FITS image or cube. */
  public boolean isFitsImage() {
    String type = text(Column.DATAPRODUCT_TYPE);
    return contentType.endsWith("/fits") && (type.equals("image") || type.equals("cube"));
  }
}
