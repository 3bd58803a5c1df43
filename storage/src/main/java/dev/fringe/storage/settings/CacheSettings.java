package dev.fringe.storage.settings;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * Where copies of what object stores hold are kept, so that it is fetched once.
 *
 * @param folder of this machine
 * @param bytes that may be kept
 */
public record CacheSettings(String folder, long bytes) implements Serializable {

  private static final long STANDARD_BYTES = 50_000_000_000L;

  /** {@code fringe-cache} in the system's temporary folder, 50 GB. */
  public static CacheSettings standard() {
    return new CacheSettings(
        Path.of(System.getProperty("java.io.tmpdir"), "fringe-cache").toString(), STANDARD_BYTES);
  }
}
