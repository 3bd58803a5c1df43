package dev.fringe.storage.lake.rucio;

import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import dev.fringe.storage.lake.LakeFile;
import java.time.Instant;
import java.util.Map;

/**
 * What Rucio knows of a DID.
 *
 * @param did its name
 * @param kind what it names
 * @param bytes of a file; 0 otherwise
 * @param adler32 of a file; empty where Rucio has none
 * @param md5 of a file; empty where Rucio has none
 * @param open of a dataset or container: whether more may be attached
 * @param created when it was registered
 */
record KnownDid(
    Did did, DidKind kind, long bytes, String adler32, String md5, boolean open, Instant created) {

  LakeFile file() {
    return new LakeFile(did, bytes, adler32, md5, Map.of());
  }
}
