package dev.fringe.bridge.index;

import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeFile;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes products of what the lake tells about files: foreign ones may tell little, or nonsense. */
final class ProductReader {

  private static final int LONGEST_TEXT = 20_000;

  private ProductReader() {}

  static Product read(LakeFile file, Optional<Did> dataset, Optional<Instant> published) {
    Map<Column, Object> values = new EnumMap<>(Column.class);
    for (Column column : ProductRows.STORED) {
      value(column, file.metadata().get(column.columnName()))
          .ifPresent(value -> values.put(column, value));
    }
    String contentType =
        text(file.metadata().get("access_format")).orElseGet(() -> contentType(file.did()));
    values.put(Column.CONTENT_TYPE, contentType);
    if (contentType.equals(VISIBILITIES)) {
      values.putIfAbsent(Column.DATAPRODUCT_TYPE, "visibility");
    }
    values.putIfAbsent(Column.CALIB_LEVEL, 1);
    values.putIfAbsent(Column.OBS_COLLECTION, file.did().scope());
    values.putIfAbsent(Column.OBS_ID, dataset.orElse(file.did()).name());
    values.put(Column.OBS_PUBLISHER_DID, file.did().toString());
    values.putIfAbsent(Column.ACCESS_ESTSIZE, (file.bytes() + 999) / 1000);
    return new Product(
        file.did(),
        dataset,
        file.bytes(),
        file.adler32(),
        file.md5(),
        contentType,
        instant(values.get(Column.OBS_RELEASE_DATE)),
        published.or(() -> instant(values.get(Column.OBS_CREATION_DATE))),
        values);
  }

  private static final String VISIBILITIES = "image/x-uvfits";

  private static Optional<Object> value(Column column, Object found) {
    return switch (column.type()) {
      case TEXT, TIMESTAMP, REGION -> text(found).map(text -> (Object) text);
      case INTEGER -> number(found).map(number -> (Object) (int) Math.round(number));
      case LONG -> number(found).map(number -> (Object) Math.round(number));
      case DOUBLE -> number(found).map(number -> (Object) number);
    };
  }

  private static Optional<String> text(Object found) {
    return Optional.ofNullable(found)
        .map(Object::toString)
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.length() <= LONGEST_TEXT && text.indexOf(0) < 0);
  }

  private static Optional<Double> number(Object found) {
    if (found instanceof Number number) {
      return Optional.of(number.doubleValue()).filter(Double::isFinite);
    }
    try {
      return text(found).map(Double::valueOf).filter(Double::isFinite);
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  /** ISO 8601, with a zone or without; a date alone is its beginning. */
  private static Optional<Instant> instant(Object found) {
    if (!(found instanceof String text)) {
      return Optional.empty();
    }
    try {
      if (text.length() <= 10) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      return Optional.of(
          text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
              ? Instant.parse(text)
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  /** By what the name ends in. */
  private static String contentType(Did did) {
    String name = did.fileName().toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "fits", "fit" -> "application/fits";
      case "uvfits", "uvf", "fitsidi", "idifits", "idi" -> VISIBILITIES;
      case "png" -> "image/png";
      case "jpg", "jpeg" -> "image/jpeg";
      case "csv" -> "text/csv";
      case "json" -> "application/json";
      case "yaml", "yml" -> "application/yaml";
      case "txt", "log" -> "text/plain";
      case "xml", "vot" -> "application/x-votable+xml";
      case "arrow" -> "application/vnd.apache.arrow.file";
      case "parquet" -> "application/vnd.apache.parquet";
      default -> "application/octet-stream";
    };
  }
}
