package dev.fringe.sources;

import dev.fringe.operator.schedule.core.Found;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoredObject;
import dev.fringe.storage.settings.Settings;
import dev.fringe.workflow.schedule.PrefixSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Objects below an address. */
final class PrefixFiles {
  private final Settings settings;
  private final ObjectStore stores;

  PrefixFiles(Settings settings, ObjectStore stores) {
    this.settings = settings;
    this.stores = stores;
  }

  List<Found> look(PrefixSource source, int depth, Predicate<String> isWanted) throws IOException {
    Location prefix = Location.parse(source.address());
    requireNamed(prefix);
    return stores.list(prefix, depth).stream()
        .filter(object -> isWanted.test(object.location().toString()))
        .map(object -> found(prefix, object))
        .toList();
  }

  /**
   * Who writes a schedule names the address, and the operator's rights reach it: without this, its
   * own disk, and whatever answers in its network, could be listed by anybody with a namespace.
   */
  private void requireNamed(Location prefix) throws IOException {
    boolean isNamed =
        settings.endpoints().stream().anyMatch(endpoint -> endpoint.appliesTo(prefix));
    if (!isNamed) {
      throw new IOException(
          prefix
              + " is under no endpoint of the operator's settings; whoever runs it can add one to"
              + " fringe.yaml: endpoints: [{prefix: \""
              + prefix
              + "\"}]");
    }
  }

  private static Found found(Location prefix, StoredObject object) {
    return new Found(
        object.location().toString(),
        false,
        prefix.relativize(object.location()),
        object.modified(),
        object.bytes() + " " + object.modified() + " " + object.version(),
        Found.State.MAY_CHANGE,
        Optional.empty(),
        Optional.empty());
  }
}
