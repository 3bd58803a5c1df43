package dev.fringe.bridge.cutout;

import dev.fringe.storage.bytes.RangeReader;
import java.io.EOFException;
import java.nio.ByteBuffer;

/** Bytes in memory, and how many of them were read. */
final class CountingReader implements RangeReader {
  private final byte[] bytes;
  private long read;

  CountingReader(byte[] bytes) {
    this.bytes = bytes;
  }

  long read() {
    return read;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public void readFully(long position, ByteBuffer target) throws EOFException {
    if (position + target.remaining() > bytes.length) {
      throw new EOFException("beyond the end");
    }
    read += target.remaining();
    target.put(bytes, (int) position, target.remaining());
  }

  @Override
  public String description() {
    return "demo:parent.fits";
  }

  @Override
  public void close() {}
}
