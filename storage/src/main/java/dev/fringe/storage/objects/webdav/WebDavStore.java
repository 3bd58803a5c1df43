package dev.fringe.storage.objects.webdav;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoredObject;
import dev.fringe.storage.objects.http.RemoteReader;
import dev.fringe.storage.objects.http.Retries;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import okhttp3.HttpUrl;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A WebDAV server, {@code davs://host/path}; or any HTTPS server, of which objects can be read and
 * nothing else.
 */
public final class WebDavStore implements ObjectStore {
  private final DavRequests requests;
  private final Retries retries;
  private final DavObjects objects;
  private final DavFolders folders;

  private WebDavStore(DavRequests requests, Retries retries) {
    this.requests = requests;
    this.retries = retries;
    this.objects = new DavObjects(requests);
    this.folders = new DavFolders(requests);
  }

  /** A store that connects when it is first used. */
  public static WebDavStore of(EndpointSettings settings, Retries retries) throws IOException {
    return new WebDavStore(new DavRequests(settings, retries), retries);
  }

  @Override
  public Optional<StoredObject> find(Location object) throws IOException {
    return object.uri().getRawPath().endsWith("/")
        ? Optional.empty()
        : retries.call(object.toString(), number -> objects.find(object));
  }

  private StoredObject existing(Location object) throws IOException {
    return find(object)
        .orElseThrow(() -> new NoSuchFileException(object.toString(), null, "no such object"));
  }

  @Override
  public RangeReader open(Location object) throws IOException {
    StoredObject found = existing(object);
    return new RemoteReader(
        object.toString(),
        found.bytes(),
        retries,
        (position, length) -> objects.range(found, position, length));
  }

  @Override
  public List<StoredObject> list(Location prefix, int depth) throws IOException {
    return new DavListing(requests, retries).under(prefix, depth);
  }

  @Override
  public Checksums upload(
      Path source, Location target, Optional<Checksums> expected, LongConsumer sent)
      throws IOException {
    retries.call(target.toString(), number -> folders.make(target.parent()));
    Checksums sums =
        retries.call(
            target.toString(),
            number -> {
              FileBody body = new FileBody(source, expected, sent);
              try {
                put(target, body);
                return body.sums();
              } catch (IOException failure) {
                body.takeBack();
                throw failure;
              }
            });
    StoredObject stored = existing(target);
    if (stored.bytes() != sums.bytes()) {
      throw new IOException(
          "%s has %d bytes, %d were sent".formatted(target, stored.bytes(), sums.bytes()));
    }
    return sums;
  }

  @Override
  public void write(Location target, byte[] content) throws IOException {
    retries.call(target.toString(), number -> folders.make(target.parent()));
    retries.call(target.toString(), number -> put(target, RequestBody.create(content)));
  }

  private boolean put(Location target, RequestBody body) throws IOException {
    Response response = requests.send(DavRequests.request(requests.url(target), "PUT", body));
    if (!response.isSuccessful()) {
      folders.forget();
      throw DavRequests.failure(target, response);
    }
    response.close();
    return true;
  }

  @Override
  public void move(Location from, Location to) throws IOException {
    StoredObject source = existing(from);
    retries.call(to.toString(), number -> folders.make(to.parent()));
    retries.call(
        from.toString(),
        number -> {
          try {
            return objects.move(from, to);
          } catch (NoSuchFileException gone) {
            // An answer was lost, and the repeated request finds the object moved.
            if (number > 1
                && objects.find(to).filter(o -> o.bytes() == source.bytes()).isPresent()) {
              return true;
            }
            throw gone;
          }
        });
  }

  @Override
  public void delete(Location object) throws IOException {
    // A DELETE of a folder would take everything in it.
    if (find(object).isEmpty()) {
      return;
    }
    HttpUrl url = requests.url(object);
    retries.call(
        object.toString(),
        number -> {
          Response response = requests.send(DavRequests.request(url, "DELETE"));
          if (!response.isSuccessful() && response.code() != 404) {
            throw DavRequests.failure(object, response);
          }
          response.close();
          return true;
        });
  }

  @Override
  public void close() {
    requests.close();
  }
}
