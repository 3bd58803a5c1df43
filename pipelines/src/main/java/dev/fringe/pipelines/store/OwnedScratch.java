package dev.fringe.pipelines.store;

import dev.fringe.pipelines.read.Connections;
import dev.fringe.storage.bytes.Disk;
import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the runs of one owner keep under a prefix that is theirs: folders, and locks beside them.
 */
public final class OwnedScratch {
  private final Location prefix;
  private final ObjectStore objects;

  private OwnedScratch(Location prefix, ObjectStore objects) {
    this.prefix = prefix;
    this.objects = objects;
  }

  public static OwnedScratch at(Location prefix, List<EndpointSettings> endpoints) {
    return new OwnedScratch(prefix, Connections.of(endpoints).stores());
  }

  /**
   * Removes all of it. What was killed on the way goes on when it is called again.
   *
   * @throws IOException if it cannot be, or a run is at work there, of which nothing is removed
   */
  public void remove() throws IOException {
    for (String run : runs()) {
      Location scratch = prefix.resolve(run);
      try (RunLock lock =
          RunLock.take(scratch, objects)
              .orElseThrow(() -> new IOException(scratch.shown() + ": a run is at work there"))) {
        for (StoredObject object : objects.list(scratch)) {
          objects.delete(object.location());
        }
      }
    }
    if (prefix.isLocal()) {
      Disk.deleteTree(prefix.path());
    }
  }

  private Set<String> runs() throws IOException {
    Set<String> runs = new TreeSet<>();
    for (StoredObject object : objects.list(prefix)) {
      String first = prefix.relativize(object.location()).split("/", 2)[0];
      runs.add(
          first.endsWith(RunLock.SUFFIX)
              ? first.substring(0, first.length() - RunLock.SUFFIX.length())
              : first);
    }
    return runs;
  }
}
