package dev.fringe.bridge.index;

import java.time.Instant;
import java.util.UUID;

/** Names of tables that are sent along with queries: they tell when they were made. */
public final class UploadNames {

  private UploadNames() {}

  /** A name that no other has, with its schema, as SQL needs it. */
  public static String next() {
    return "tap_upload.\"u%d_%s\""
        .formatted(Instant.now().getEpochSecond(), UUID.randomUUID().toString().replace("-", ""));
  }

  /** When the table of a name was made; the epoch for names of other kinds. */
  static Instant madeAt(String name) {
    return name.matches("u\\d{1,11}_[0-9a-f]{32}")
        ? Instant.ofEpochSecond(Long.parseLong(name.substring(1, name.indexOf('_'))))
        : Instant.EPOCH;
  }
}
