package dev.fringe.storage.objects.s3;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.SignedRead;
import dev.fringe.storage.objects.StoredObject;
import dev.fringe.storage.objects.http.RemoteReader;
import dev.fringe.storage.objects.http.Retries;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** An S3 server, with all buckets that the credentials may use. */
public final class S3Store implements ObjectStore {
  private final S3Calls calls;
  private final S3Signer signer;
  private final boolean serverNamed;

  private S3Store(S3Calls calls, S3Signer signer, boolean serverNamed) {
    this.calls = calls;
    this.signer = signer;
    this.serverNamed = serverNamed;
  }

  /**
   * A store that connects when it is first used.
   *
   * @param authority the server, where addresses name it: {@code s3://host:port/bucket/key}; empty
   *     where they begin with the bucket
   */
  public static S3Store of(EndpointSettings settings, String authority, Retries retries)
      throws IOException {
    Optional<URI> endpoint = S3Clients.endpoint(settings, authority);
    return new S3Store(
        new S3Calls(S3Clients.of(settings, endpoint, retries), retries),
        new S3Signer(settings, endpoint),
        !authority.isEmpty());
  }

  private S3Address address(Location location) {
    return S3Address.of(location, serverNamed);
  }

  @Override
  public Optional<StoredObject> find(Location object) throws IOException {
    S3Address address = address(object);
    if (address.key().isEmpty() || address.key().endsWith("/")) {
      return Optional.empty();
    }
    try {
      HeadObjectResponse head =
          calls.call(
              object.toString(),
              client -> client.headObject(r -> r.bucket(address.bucket()).key(address.key())));
      Instant modified = Objects.requireNonNullElse(head.lastModified(), Instant.EPOCH);
      String version = Objects.requireNonNullElse(head.eTag(), "");
      return Optional.of(new StoredObject(object, head.contentLength(), modified, version));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
  }

  private StoredObject existing(Location object) throws IOException {
    return find(object)
        .orElseThrow(() -> new NoSuchFileException(object.toString(), null, "no such object"));
  }

  @Override
  public RangeReader open(Location object) throws IOException {
    StoredObject found = existing(object);
    S3Address address = address(object);
    return new RemoteReader(
        object.toString(),
        found.bytes(),
        calls.retries(),
        (position, length) -> range(found, address, position, length));
  }

  @Override
  public Optional<URI> signed(Location object, SignedRead how) throws IOException {
    return signer.sign(address(object), how);
  }

  private InputStream range(StoredObject found, S3Address address, long position, int length)
      throws IOException {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(address.bucket())
            .key(address.objectKey())
            .range("bytes=%d-%d".formatted(position, position + length - 1));
    if (!found.version().isEmpty()) {
      request.ifMatch(found.version());
    }
    return calls.once(found.location().toString(), client -> client.getObject(request.build()));
  }

  @Override
  public List<StoredObject> list(Location prefix, int depth) throws IOException {
    return S3Listing.under(calls, address(prefix), depth);
  }

  @Override
  public Checksums upload(
      Path source, Location target, Optional<Checksums> expected, LongConsumer sent)
      throws IOException {
    Checksums sums = new S3Upload(calls, source, target, address(target)).run(expected, sent);
    StoredObject stored = existing(target);
    if (stored.bytes() != sums.bytes()) {
      throw new IOException(
          "%s has %d bytes, %d were sent: somebody else writes it"
              .formatted(target, stored.bytes(), sums.bytes()));
    }
    return sums;
  }

  @Override
  public void write(Location target, byte[] content) throws IOException {
    S3Upload.put(calls, target, address(target), content, content.length);
  }

  @Override
  public void move(Location from, Location to) throws IOException {
    S3Copy.copy(calls, existing(from), address(from), to, address(to));
    delete(from);
  }

  @Override
  public void delete(Location object) throws IOException {
    S3Address address = address(object);
    try {
      calls.call(
          object.toString(),
          client -> client.deleteObject(r -> r.bucket(address.bucket()).key(address.objectKey())));
    } catch (NoSuchFileException gone) {
      return;
    }
  }

  @Override
  public void close() {
    signer.close();
    calls.client().close();
  }
}
