package dev.fringe.rucio.model;

import java.util.Optional;

/**
 * A file's replica to be registered.
 *
 * @param bytes its size
 * @param adler32 8 hex digits
 * @param md5 32 hex digits
 * @param pfn where it is, on RSEs whose paths do not follow from names
 */
public record NewReplica(
    RucioDid did,
    long bytes,
    String adler32,
    String md5,
    ReplicaState state,
    Optional<String> pfn) {

  public NewReplica {
    if (bytes < 0) {
      throw new IllegalArgumentException("%s: %d bytes".formatted(did, bytes));
    }
    if (!adler32.matches("[0-9a-f]{8}")) {
      throw new IllegalArgumentException(
          "%s: adler32 '%s' should be 8 hex digits".formatted(did, adler32));
    }
    if (!md5.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException(
          "%s: md5 '%s' should be 32 hex digits".formatted(did, md5));
    }
  }

  /** On its way: readers do not see it yet. */
  public static NewReplica copying(RucioDid did, long bytes, String adler32, String md5) {
    return new NewReplica(did, bytes, adler32, md5, ReplicaState.COPYING, Optional.empty());
  }

  /** There already. */
  public static NewReplica available(RucioDid did, long bytes, String adler32, String md5) {
    return new NewReplica(did, bytes, adler32, md5, ReplicaState.AVAILABLE, Optional.empty());
  }
}
