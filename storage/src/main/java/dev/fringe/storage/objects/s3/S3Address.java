package dev.fringe.storage.objects.s3;

import dev.fringe.storage.objects.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an address means to S3. {@code s3://bucket/key}, or, where the address names the server,
 * {@code s3://host:port/bucket/key}.
 *
 * @param root the address of the bucket
 * @param key empty for the bucket itself
 */
record S3Address(Location root, String bucket, String key) {

  /**
   * Reads an address.
   *
   * @param serverNamed whether the first part is a server and not a bucket
   * @throws IllegalArgumentException if there is no bucket
   */
  static S3Address of(Location address, boolean serverNamed) {
    String authority = address.uri().getRawAuthority();
    String path = address.uri().getPath();
    List<String> parts = new ArrayList<>(Arrays.asList(path.split("/", 3)));
    String bucket = serverNamed && parts.size() > 1 ? parts.get(1) : authority;
    if (bucket == null || bucket.isEmpty() || (path.isEmpty() && serverNamed)) {
      throw new IllegalArgumentException(
          "%s names no bucket; it is s3://bucket/key or s3://host:port/bucket/key"
              .formatted(address));
    }
    if (!serverNamed) {
      String key = path.startsWith("/") ? path.substring(1) : path;
      return new S3Address(Location.parse("s3://" + authority + "/"), bucket, key);
    }
    String key = parts.size() > 2 ? parts.get(2) : "";
    return new S3Address(Location.parse("s3://" + authority + "/" + bucket + "/"), bucket, key);
  }

  /** The key, which an object must have. */
  String objectKey() {
    if (key.isEmpty() || key.endsWith("/")) {
      throw new IllegalArgumentException(
          "%s%s names no object; its last part is empty".formatted(root, key));
    }
    return key;
  }

  /** The key as the prefix of others: empty, or with a slash at its end. */
  String folderKey() {
    return key.isEmpty() || key.endsWith("/") ? key : key + "/";
  }

  /** The address of another object of the bucket; none if its key cannot be an address. */
  Optional<Location> addressOf(String otherKey) {
    try {
      Location address = root.resolve(otherKey);
      boolean same = root.relativize(address).equals(otherKey) && !otherKey.endsWith("/");
      return same ? Optional.of(address) : Optional.empty();
    } catch (IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }
}
