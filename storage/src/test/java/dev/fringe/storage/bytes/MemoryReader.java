package dev.fringe.storage.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory that counts what it is asked for. */
final class MemoryReader implements RangeReader {

  private final byte[] content;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile long failsFrom = Long.MAX_VALUE;

  private MemoryReader(byte[] content) {
    this.content = content;
  }

  static MemoryReader random(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return new MemoryReader(content);
  }

  byte[] content() {
    return content;
  }

  int requests() {
    return requests.get();
  }

  void failFrom(long position) {
    failsFrom = position;
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public void readFully(long position, ByteBuffer target) throws IOException {
    requests.incrementAndGet();
    if (position + target.remaining() > failsFrom) {
      throw new IOException("the store has gone away");
    }
    if (position + target.remaining() > content.length) {
      throw new EOFException(description());
    }
    target.put(content, (int) position, target.remaining());
  }

  @Override
  public String description() {
    return "memory";
  }

  @Override
  public void close() {}
}
