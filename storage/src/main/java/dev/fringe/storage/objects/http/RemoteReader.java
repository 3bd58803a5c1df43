package dev.fringe.storage.objects.http;

import dev.fringe.storage.bytes.RangeReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * An object read by ranges over a network. What was received stays when a connection breaks: the
 * next attempt asks for the rest.
 */
public final class RemoteReader implements RangeReader {
  private static final int CHUNK_BYTES = 1 << 16;

  private final String description;
  private final long size;
  private final Retries retries;
  private final Ranges ranges;

  /** Opens a range of the object. */
  @FunctionalInterface
  public interface Ranges {
    /**
     * @param position first byte, 0 or more
     * @param length in bytes, at least 1
     */
    InputStream open(long position, int length) throws IOException;
  }

  public RemoteReader(String description, long size, Retries retries, Ranges ranges) {
    this.description = description;
    this.size = size;
    this.retries = retries;
    this.ranges = ranges;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void readFully(long position, ByteBuffer target) throws IOException {
    int length = target.remaining();
    if (position < 0 || position + length > size) {
      throw new EOFException(
          "%s has %d bytes; %d from byte %d on were asked for"
              .formatted(description, size, length, position));
    }
    long shift = position - target.position();
    while (target.hasRemaining()) {
      retries.call(description, number -> more(shift, target));
    }
  }

  /** Reads as far as it goes. A failure after some progress is none: the next call goes on. */
  private boolean more(long shift, ByteBuffer target) throws IOException {
    int before = target.position();
    byte[] chunk = new byte[target.hasArray() ? 0 : Math.min(CHUNK_BYTES, target.remaining())];
    try (InputStream in = ranges.open(shift + before, target.remaining())) {
      while (target.hasRemaining()) {
        if (read(in, target, chunk) < 0) {
          throw new TransientException(
              "%s broke off %d bytes early".formatted(description, target.remaining()),
              Duration.ZERO);
        }
      }
    } catch (IOException failure) {
      boolean progress = target.position() - before >= CHUNK_BYTES;
      if (!progress || !Retries.isTransient(failure)) {
        throw failure;
      }
    }
    return true;
  }

  private static int read(InputStream in, ByteBuffer target, byte[] chunk) throws IOException {
    if (target.hasArray()) {
      int count =
          in.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
      target.position(target.position() + Math.max(count, 0));
      return count;
    }
    int count = in.read(chunk, 0, Math.min(chunk.length, target.remaining()));
    if (count > 0) {
      target.put(chunk, 0, count);
    }
    return count;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() {}
}
