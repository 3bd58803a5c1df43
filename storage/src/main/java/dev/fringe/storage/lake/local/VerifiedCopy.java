package dev.fringe.storage.lake.local;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.bytes.Disk;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/** A copy that is known to hold the right bytes: summed while it is written, then reread. */
final class VerifiedCopy {

  private static final int BUFFER_BYTES = 1 << 20;

  private VerifiedCopy() {}

  /** The source can't be read, or doesn't hold the file's bytes any more. */
  static final class SourceFault extends LakeException {
    private static final long serialVersionUID = 1;

    SourceFault(String message, Throwable cause) {
      super(message, cause);
    }

    SourceFault(String message) {
      super(message);
    }
  }

  /**
   * Makes a copy, on the disk when this returns. On failure nothing is left of it.
   *
   * @throws SourceFault if the source is to blame; any other IOException blames the target
   */
  static void make(
      Path source, LakeFile file, Path target, Step.Listener listener, LongConsumer sent)
      throws IOException {
    try {
      Files.createDirectories(target.getParent());
      Checksums passed = write(source, target, listener, sent);
      require(file, passed, source);
      Checksums found = Checksums.of(target);
      if (!found.equals(passed)) {
        throw new IOException("reread as %s, but written as %s".formatted(found, passed));
      }
    } catch (SourceFault fault) {
      Files.deleteIfExists(target);
      throw fault;
    } catch (IOException failure) {
      deleteQuietly(target);
      throw Disk.cannotWrite(target, failure);
    }
  }

  private static Checksums write(
      Path source, Path target, Step.Listener listener, LongConsumer sent) throws IOException {
    Checksums.Running sums = new Checksums.Running();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try (SeekableByteChannel in = openSource(source);
        FileChannel out =
            FileChannel.open(
                target,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      while (fill(in, buffer.clear(), source)) {
        buffer.flip();
        sums.update(buffer);
        // Two halves, so that a test can stop in the middle of the smallest file.
        int end = buffer.limit();
        writeFully(out, buffer.limit(end / 2));
        listener.reached(Step.COPY_HALF_WRITTEN);
        writeFully(out, buffer.limit(end));
        sent.accept(end);
      }
      out.force(true);
    }
    return sums.sums();
  }

  private static void require(LakeFile file, Checksums passed, Path source) throws SourceFault {
    if (!passed.equals(new Checksums(file.bytes(), file.adler32(), file.md5()))) {
      throw new SourceFault(
          "%s has not the bytes of %s: it holds %s, not %d bytes, adler32 %s, md5 %s"
              .formatted(source, file.did(), passed, file.bytes(), file.adler32(), file.md5()));
    }
  }

  private static SeekableByteChannel openSource(Path source) throws SourceFault {
    try {
      return Files.newByteChannel(source);
    } catch (IOException failure) {
      throw new SourceFault("cannot read " + source + ": " + Disk.reason(failure), failure);
    }
  }

  private static boolean fill(SeekableByteChannel in, ByteBuffer buffer, Path source)
      throws SourceFault {
    try {
      return in.read(buffer) >= 0;
    } catch (IOException failure) {
      throw new SourceFault("cannot read " + source + ": " + Disk.reason(failure), failure);
    }
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static void deleteQuietly(Path target) {
    try {
      Files.deleteIfExists(target);
    } catch (IOException alsoFailing) {
      // The first failure is the one to tell; the session's end removes the folder.
      return;
    }
  }
}
