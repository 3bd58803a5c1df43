package dev.fringe.bridge.bytes;

import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.bytes.ReadAheadReader;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import java.io.IOException;

/** Opens files of a lake: distant ones are read in few, large requests, and ahead. */
public final class LakeBytes {

  private LakeBytes() {}

  public static RangeReader open(DataLake lake, Did file) throws IOException {
    boolean isNear =
        lake.replicas(file).stream()
            .findFirst()
            .filter(replica -> replica.localPath().isPresent())
            .isPresent();
    RangeReader reader = lake.open(file);
    return isNear ? reader : ReadAheadReader.small(reader);
  }
}
