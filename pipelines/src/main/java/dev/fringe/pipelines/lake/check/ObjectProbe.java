package dev.fringe.pipelines.lake.check;

import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.UUID;
import javax.net.ssl.SSLException;

/** Reaches an object store with next to nothing: a name that isn't there, and a tiny object. */
final class ObjectProbe {

  private final ObjectStore stores;
  private final boolean mayWrite;

  ObjectProbe(ObjectStore stores, boolean mayWrite) {
    this.stores = stores;
    this.mayWrite = mayWrite;
  }

  /**
   * Examines the store of a prefix.
   *
   * @param writable whether new objects may be wanted there
   */
  Finding examine(String step, Location prefix, boolean writable) {
    Location object = prefix.resolve("fringe-check-" + UUID.randomUUID());
    try {
      stores.find(object);
      if (isS3(prefix)) {
        requireBucket(object);
      }
    } catch (IOException | RuntimeException failure) {
      return Finding.fail(step, prefix + ": " + cause(failure), advice(prefix, failure));
    }
    if (!mayWrite || !writable) {
      return Finding.ok(
          step, prefix + " answers" + (writable ? "; --write tries writing as well" : ""));
    }
    try {
      return writeAndRead(step, object);
    } catch (IOException | RuntimeException failure) {
      return Finding.fail(
          step,
          "%s can be reached, but not written: %s".formatted(prefix, cause(failure)),
          failure instanceof AccessDeniedException
              ? "ask its operators for the right to write and delete there"
              : advice(prefix, failure));
    }
  }

  /** To look for an object in a bucket that is missing is answered as if the object were. */
  private void requireBucket(Location object) throws IOException {
    try {
      stores.list(object, 1);
    } catch (AccessDeniedException readOnly) {
      return; // Who may read need not be allowed to list.
    }
  }

  private Finding writeAndRead(String step, Location object) throws IOException {
    byte[] content = "fringe lake check\n".getBytes(StandardCharsets.US_ASCII);
    stores.write(object, content);
    try (RangeReader reader = stores.open(object)) {
      byte[] read = new byte[content.length];
      reader.readFully(0, read);
      if (!Arrays.equals(content, read)) {
        return Finding.fail(
            step, object + " came back with other bytes", "tell the store's operators");
      }
    } finally {
      stores.delete(object);
    }
    return Finding.ok(step, object + " written, read and deleted");
  }

  /** Without the object's address, of which the prefix is told already. */
  private static String cause(Throwable failure) {
    return Cause.of(failure).replaceFirst("^\\S*/fringe-check-[0-9a-f-]+: ", "");
  }

  private static boolean isS3(Location prefix) {
    return prefix.toString().startsWith("s3:");
  }

  private static String advice(Location prefix, Throwable failure) {
    if (failure instanceof AccessDeniedException) {
      return isS3(prefix)
          ? "are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the endpoint's profile, right and"
              + " allowed to use this bucket?"
          : "is the token of this endpoint fresh, and good for this folder?";
    } else if (failure instanceof SSLException) {
      return "name the authority's certificates by the caFile of an endpoint for " + prefix;
    } else if (failure instanceof NoSuchFileException) {
      return isS3(prefix)
          ? "is this the right server? set the endpoint of " + prefix
          : "name a file that is there";
    }
    return "check the endpoint of this prefix, and whether its server is up";
  }
}
