package dev.fringe.storage.lake;

import dev.fringe.storage.bytes.Checksums;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file that the lake knows, wherever its replicas are.
 *
 * @param did its name
 * @param bytes size
 * @param adler32 8 hexadecimal digits; empty where the lake has none
 * @param md5 32 hexadecimal digits; empty where the lake has none
 * @param metadata what its publisher told about it: JSON values under names
 */
public record LakeFile(
    Did did, long bytes, String adler32, String md5, Map<String, Object> metadata) {

  public LakeFile {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** Whether {@code other} holds the same bytes, by size and the checksums that both have. */
  public boolean sameBytesAs(LakeFile other) {
    return matches(new Checksums(other.bytes, other.adler32, other.md5));
  }

  /** Whether bytes with these sums are this file's, by size and the checksums that are known. */
  public boolean matches(Checksums found) {
    return bytes == found.bytes() && agree(adler32, found.adler32()) && agree(md5, found.md5());
  }

  /** Size and checksums, as messages tell them. */
  public String describeBytes() {
    return "%d bytes, adler32 %s, md5 %s"
        .formatted(bytes, adler32.isEmpty() ? "-" : adler32, md5.isEmpty() ? "-" : md5);
  }

  private static boolean agree(String one, String other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }
}
