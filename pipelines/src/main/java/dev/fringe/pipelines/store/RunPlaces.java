package dev.fringe.pipelines.store;

import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.progress.ProgressBoard;
import dev.fringe.pipelines.progress.ProgressFolder;
import dev.fringe.pipelines.progress.ProgressObjects;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.storage.cache.ObjectCache;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.settings.CacheSettings;
import dev.fringe.storage.store.FolderVisibilityStore;
import dev.fringe.storage.store.ObjectVisibilityStore;
import dev.fringe.storage.store.VisibilityStore;
import java.io.IOException;
import java.nio.file.Path;

/** Where a run's things are: on a disk that all workers see, or in an object store. */
final class RunPlaces {

  private RunPlaces() {}

  static VisibilityStore open(ImagingRun run) throws IOException {
    Location store = run.scratch().resolve("store");
    return run.scratch().isLocal()
        ? FolderVisibilityStore.open(store.path(), run.key())
        : ObjectVisibilityStore.open(objects(run), store, run.key(), cache(run));
  }

  static VisibilityStore openOrStartAfresh(ImagingRun run) throws IOException {
    Location store = run.scratch().resolve("store");
    return run.scratch().isLocal()
        ? FolderVisibilityStore.openOrStartAfresh(store.path(), run.key())
        : ObjectVisibilityStore.openOrStartAfresh(objects(run), store, run.key(), cache(run));
  }

  static RunSpace space(ImagingRun run) {
    return run.scratch().isLocal()
        ? new FolderSpace(run.scratch().path())
        : new ObjectSpace(objects(run), run.scratch(), local(run), cache(run), progress(run));
  }

  /**
   * The folder of a run on this machine: its scratch, or, where that is in an object store, a
   * folder in the system's temporary folder.
   */
  static Path local(ImagingRun run) {
    return run.scratch().isLocal()
        ? run.scratch().path()
        : Path.of(
            System.getProperty("java.io.tmpdir"),
            "fringe-" + System.getProperty("user.name"),
            run.scratch().name());
  }

  private static ProgressBoard progress(ImagingRun run) {
    return run.isInOneProcess()
        ? new ProgressFolder(local(run).resolve("progress"))
        : new ProgressObjects(objects(run), run.scratch().resolve("progress"));
  }

  private static ObjectStore objects(ImagingRun run) {
    return Connections.of(run.settings().endpoints()).stores();
  }

  private static ObjectCache cache(ImagingRun run) {
    CacheSettings settings = run.settings().cache();
    return ObjectCache.in(Path.of(settings.folder()), settings.bytes());
  }
}
