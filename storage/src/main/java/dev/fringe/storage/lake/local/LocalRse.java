package dev.fringe.storage.lake.local;

import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Rse;
import java.nio.file.Path;

/** An RSE and the folder that stands for it. */
record LocalRse(Rse rse, Path folder) {

  String name() {
    return rse.name();
  }

  Path replica(Did file) {
    return folder.resolve(HashedPath.of(file));
  }

  /** Where a session's copies wait for their names. Scopes don't start with a dot. */
  Path staging(String session) {
    return folder.resolve(".incoming").resolve(session);
  }
}
