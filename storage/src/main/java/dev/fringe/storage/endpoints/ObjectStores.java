package dev.fringe.storage.endpoints;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.SignedRead;
import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The store of every address: each call goes to the client of the address' endpoint. Clients are
 * made when they are first needed, one for an endpoint, and closed with this.
 */
public final class ObjectStores implements ObjectStore {
  private final List<EndpointSettings> settings;
  private final Map<Endpoint, ObjectStore> clients = new HashMap<>();
  private boolean closed;

  private ObjectStores(List<EndpointSettings> settings) {
    this.settings =
        settings.stream()
            .sorted(Comparator.comparingInt((EndpointSettings s) -> -s.prefix().length()))
            .toList();
  }

  /** Stores with these settings, and defaults where none applies. */
  public static ObjectStores of(List<EndpointSettings> settings) {
    return new ObjectStores(settings);
  }

  /** Stores with nothing set. */
  public static ObjectStores withDefaults() {
    return of(List.of());
  }

  /** The settings that are used for an address. */
  public EndpointSettings settingsFor(Location address) {
    return settings.stream()
        .filter(candidate -> candidate.appliesTo(address))
        .findFirst()
        .orElseGet(() -> Endpoint.defaultSettings(address));
  }

  private synchronized ObjectStore storeOf(Location address) throws IOException {
    if (closed) {
      throw new IOException("the stores are closed; %s cannot be reached".formatted(address));
    }
    Endpoint endpoint = Endpoint.of(address, settingsFor(address));
    ObjectStore client = clients.get(endpoint);
    if (client == null) {
      client = endpoint.connect();
      clients.put(endpoint, client);
    }
    return client;
  }

  @Override
  public Optional<StoredObject> find(Location object) throws IOException {
    return storeOf(object).find(object);
  }

  @Override
  public RangeReader open(Location object) throws IOException {
    return storeOf(object).open(object);
  }

  @Override
  public Optional<URI> signed(Location object, SignedRead how) throws IOException {
    return storeOf(object).signed(object, how);
  }

  @Override
  public List<StoredObject> list(Location prefix, int depth) throws IOException {
    return storeOf(prefix).list(prefix, depth);
  }

  @Override
  public Checksums upload(
      Path source, Location target, Optional<Checksums> expected, LongConsumer sent)
      throws IOException {
    return storeOf(target).upload(source, target, expected, sent);
  }

  @Override
  public void write(Location target, byte[] content) throws IOException {
    storeOf(target).write(target, content);
  }

  @Override
  public void move(Location from, Location to) throws IOException {
    ObjectStore store = storeOf(from);
    if (store != storeOf(to)) {
      throw new IOException(
          "%s cannot be moved to %s: they are in different stores".formatted(from, to));
    }
    store.move(from, to);
  }

  @Override
  public void delete(Location object) throws IOException {
    storeOf(object).delete(object);
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    for (ObjectStore client : clients.values()) {
      client.close();
    }
    clients.clear();
  }
}
