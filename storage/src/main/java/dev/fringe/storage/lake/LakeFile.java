package dev.fringe.storage.lake;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file that the lake knows, wherever its replicas are.
 *
 * @param did its name
 * @param bytes size
 * @param adler32 8 hexadecimal digits
 * @param md5 32 hexadecimal digits
 * @param metadata what its publisher told about it: JSON values under names
 */
public record LakeFile(
    Did did, long bytes, String adler32, String md5, Map<String, Object> metadata) {

  public LakeFile {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** Whether {@code other} holds the same bytes, by size and both checksums. */
  public boolean sameBytesAs(LakeFile other) {
    return bytes == other.bytes && adler32.equals(other.adler32) && md5.equals(other.md5);
  }
}
