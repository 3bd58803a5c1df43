package dev.fringe.pipelines.store;

import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.read.Connections;
import java.io.IOException;
import java.util.Optional;

/** Held by whoever executes a run, so that no two do at once. */
public interface RunLock extends AutoCloseable {

  /** Takes the lock; empty if another run holds it. */
  static Optional<RunLock> take(ImagingRun run) throws IOException {
    return run.scratch().isLocal()
        ? FolderLock.take(run.scratch().path())
        : ObjectLease.take(
            Connections.of(run.settings().endpoints()).stores(),
            run.scratch().parent().resolve(run.scratch().name() + ".lock"));
  }

  @Override
  void close() throws IOException;
}
