package dev.fringe.storage.lake.rucio;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/**
 * Bytes at the place of a replica. They are sent under a temporary name, {@code
 * NAME.<md5>.rucio.upload}, looked at, and only then given their name. The temporary name tells the
 * bytes, so publishers of the same share it, those of others never do, and what a killed one left
 * goes when the same file is published again.
 */
final class FarSide {

  private static final int PIECE_BYTES = 8 << 20;

  private final ObjectStore stores;
  private final Step.Listener listener;

  FarSide(ObjectStore stores, Step.Listener listener) {
    this.stores = stores;
    this.listener = listener;
  }

  /** Whether the bytes at an address are the file's, by rereading them. */
  boolean holds(LakeFile file, Location at) throws IOException {
    Optional<StoredObject> found = stores.find(at);
    return found.isPresent() && found.get().bytes() == file.bytes() && file.matches(reread(at));
  }

  /** Makes the bytes at an address the file's. */
  void deliver(LakeFile file, Path source, Location at, LongConsumer sent) throws IOException {
    Location waiting = waiting(file, at);
    AtomicBoolean told = new AtomicBoolean();
    LongConsumer counting =
        count -> {
          if (!told.getAndSet(true)) {
            listener.reached(Step.SENDING);
          }
          sent.accept(count);
        };
    stores.upload(
        source,
        waiting,
        Optional.of(new Checksums(file.bytes(), file.adler32(), file.md5())),
        counting);
    listener.reached(Step.UPLOADED);
    verify(file, waiting, at);
    listener.reached(Step.VERIFIED);
    move(file, waiting, at);
    listener.reached(Step.MOVED);
  }

  /** Takes away what a killed upload of a file may have left. */
  void discardWaiting(LakeFile file, Location at) throws IOException {
    stores.delete(waiting(file, at));
  }

  private static Location waiting(LakeFile file, Location at) {
    String name = at.uri().getRawPath() + "." + file.md5() + ".rucio.upload";
    return Location.parse(at.uri().getScheme() + "://" + authority(at) + name);
  }

  private static String authority(Location at) {
    return at.uri().getRawAuthority() == null ? "" : at.uri().getRawAuthority();
  }

  /** S3 compares checksums itself before an upload is there; other stores are reread. */
  private void verify(LakeFile file, Location waiting, Location at) throws IOException {
    Optional<StoredObject> found = stores.find(waiting);
    if (found.isEmpty()) {
      // Another publisher of the same bytes has moved it; else it is lost.
      if (!holds(file, at)) {
        throw new LakeException("%s is gone after it was uploaded".formatted(waiting));
      }
      return;
    }
    boolean right =
        found.get().bytes() == file.bytes()
            && (waiting.uri().getScheme().equals("s3") || file.matches(reread(waiting)));
    if (!right) {
      stores.delete(waiting);
      throw new LakeException(
          "%s did not arrive whole: %d bytes there, but should be %s"
              .formatted(waiting, found.get().bytes(), file.describeBytes()));
    }
  }

  private void move(LakeFile file, Location waiting, Location at) throws IOException {
    try {
      stores.move(waiting, at);
    } catch (NoSuchFileException gone) {
      if (!holds(file, at)) {
        throw gone;
      }
    }
  }

  private Checksums reread(Location at) throws IOException {
    Checksums.Running running = new Checksums.Running();
    try (RangeReader reader = stores.open(at)) {
      ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, reader.size()));
      for (long from = 0; from < reader.size(); from += piece.limit()) {
        piece.clear().limit((int) Math.min(piece.capacity(), reader.size() - from));
        reader.readFully(from, piece);
        running.update(piece.flip());
      }
    }
    return running.sums();
  }
}
