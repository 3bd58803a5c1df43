package dev.fringe.storage.objects.webdav;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.objects.ChecksumMismatchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A file on its way. It is summed as it is sent, and its last bytes are held back until the sums
 * are what was expected: of a file that isn't, the server gets an upload that breaks off.
 */
final class FileBody extends RequestBody {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Path source;
  private final long size;
  private final Optional<Checksums> expected;
  private final LongConsumer sent;
  private long told;
  private Optional<Checksums> sums = Optional.empty();

  FileBody(Path source, Optional<Checksums> expected, LongConsumer sent) throws IOException {
    this.source = source;
    this.size = Files.size(source);
    this.expected = expected;
    this.sent = sent;
  }

  @Override
  public MediaType contentType() {
    return MediaType.get("application/octet-stream");
  }

  @Override
  public long contentLength() {
    return size;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    takeBack();
    Checksums.Running running = new Checksums.Running();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try (FileChannel file = FileChannel.open(source)) {
      for (long at = 0; at < size; ) {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, size - at));
        if (file.read(buffer) < 0) {
          throw new IOException(
              "%s became shorter while it was read: %d bytes of %d".formatted(source, at, size));
        }
        buffer.flip();
        running.update(buffer);
        int length = buffer.remaining();
        at += length;
        if (at == size) {
          check(running.sums());
        }
        sink.write(buffer);
        told += length;
        sent.accept(length);
      }
    }
    if (size == 0) {
      check(running.sums());
    }
  }

  private void check(Checksums actual) throws ChecksumMismatchException {
    sums = Optional.of(actual);
    if (expected.isPresent()) {
      ChecksumMismatchException.check(source.toString(), expected.get(), actual);
    }
  }

  /** Tells that what was sent so far must be sent again. */
  void takeBack() {
    if (told > 0) {
      sent.accept(-told);
      told = 0;
    }
  }

  /** Of everything that was sent. */
  Checksums sums() throws IOException {
    return sums.orElseThrow(
        () -> new IOException(source + ": the server did not wait for the whole file"));
  }
}
