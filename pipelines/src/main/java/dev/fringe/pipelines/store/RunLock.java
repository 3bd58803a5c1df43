package dev.fringe.pipelines.store;

import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import java.io.IOException;
import java.util.Optional;

/** Held by whoever executes a run, so that no two do at once. */
public interface RunLock extends AutoCloseable {

  /** What the name of a lock has after that of the scratch beside which it lies. */
  String SUFFIX = ".lock";

  /** Takes the lock; empty if another run holds it. */
  static Optional<RunLock> take(ImagingRun run) throws IOException {
    return take(run.scratch(), Connections.of(run.settings().endpoints()).stores());
  }

  /** Takes the lock of a run's scratch; empty if somebody holds it. */
  static Optional<RunLock> take(Location scratch, ObjectStore objects) throws IOException {
    return scratch.isLocal()
        ? FolderLock.take(scratch.path())
        : ObjectLease.take(objects, scratch.parent().resolve(scratch.name() + SUFFIX));
  }

  @Override
  void close() throws IOException;
}
