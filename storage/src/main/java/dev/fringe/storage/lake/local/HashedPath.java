package dev.fringe.storage.lake.local;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.lake.Did;

/** Where a file lies within an RSE: Rucio's deterministic algorithm {@code hash}. */
final class HashedPath {

  private HashedPath() {}

  /** {@code scope/h[0:2]/h[2:4]/name}, h the MD5 of the DID. */
  static String of(Did did) {
    String hash = Checksums.md5Of(did.toString());
    boolean nested = did.scope().startsWith("user") || did.scope().startsWith("group");
    String scope = nested ? did.scope().replace('.', '/') : did.scope();
    return scope + "/" + hash.substring(0, 2) + "/" + hash.substring(2, 4) + "/" + did.name();
  }
}
