package dev.fringe.pipelines.read;

import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.endpoints.ObjectStores;
import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a process reaches by address. Every task of a process that has the same settings shares one,
 * with its clients and their connections; it stays open as long as the process.
 */
public final class Connections {

  private static final Map<List<EndpointSettings>, Connections> SHARED = new ConcurrentHashMap<>();

  private final ObjectStores stores;

  private Connections(List<EndpointSettings> settings) {
    this.stores = ObjectStores.of(settings);
  }

  /** Those of this process; credentials are found here, by what the settings say of them. */
  public static Connections of(List<EndpointSettings> settings) {
    return SHARED.computeIfAbsent(List.copyOf(settings), Connections::new);
  }

  /** The stores of all addresses; not to be closed. */
  public ObjectStore stores() {
    return stores;
  }

  /** Opens an object for reading by ranges. */
  public RangeReader open(Location location) throws IOException {
    return stores.open(location);
  }
}
