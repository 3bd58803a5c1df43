package dev.fringe.pipelines.lake.check;

import dev.fringe.storage.bytes.Disk;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;

/** Reaches an object store with next to nothing: a name that isn't there, and a tiny object. */
final class ObjectProbe {

  private final ObjectStore stores;
  private final boolean mayWrite;
  private final Consumer<Finding> found;

  ObjectProbe(ObjectStore stores, boolean mayWrite, Consumer<Finding> found) {
    this.stores = stores;
    this.mayWrite = mayWrite;
    this.found = found;
  }

  /**
   * Examines the store of a prefix.
   *
   * @param writable whether new objects may be wanted there
   */
  void examine(String step, Location prefix, boolean writable) {
    Location object = prefix.resolve("fringe-check-" + UUID.randomUUID());
    try {
      stores.find(object);
      if (!mayWrite || !writable) {
        found.accept(
            Finding.ok(
                step, prefix + " answers" + (writable ? "; --write tries writing as well" : "")));
        return;
      }
      writeAndRead(step, object);
    } catch (IOException | RuntimeException failure) {
      found.accept(Finding.fail(step, prefix + ": " + Disk.reason(failure), advice(failure)));
    }
  }

  private void writeAndRead(String step, Location object) throws IOException {
    byte[] content = "fringe lake check\n".getBytes(StandardCharsets.US_ASCII);
    stores.write(object, content);
    try (RangeReader reader = stores.open(object)) {
      byte[] read = new byte[content.length];
      reader.readFully(0, read);
      if (!Arrays.equals(content, read)) {
        found.accept(
            Finding.fail(
                step, object + " came back with other bytes", "tell the store's operators"));
        return;
      }
    } finally {
      stores.delete(object);
    }
    found.accept(Finding.ok(step, object + " written, read and deleted"));
  }

  private static String advice(Throwable failure) {
    if (failure instanceof AccessDeniedException) {
      return "the store answers, but refuses these credentials: check the endpoint's profile or"
          + " token";
    }
    String text = String.valueOf(failure.getMessage()) + failure.getCause();
    if (text.contains("credentials")) {
      return "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in the endpoint";
    } else if (text.contains("certificate") || text.contains("PKIX")) {
      return "name the authority's certificates by the endpoint's caFile";
    }
    return "check the endpoint of this prefix, and whether its server is up";
  }
}
