package dev.fringe.storage.bytes;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads a distant file in few, large requests. Bytes that were {@linkplain #expect announced} are
 * fetched ahead, several pieces at a time, while the caller works on what came before; small reads
 * elsewhere, of headers and tables, are served from pieces that are kept; large ones go straight
 * through. At most 36 MB are held; {@link #small} holds 5.
 */
public final class ReadAheadReader implements RangeReader {

  /** Several of these at a time fill a link whose first byte takes tens of milliseconds. */
  static final int AHEAD_BYTES = 4 << 20;

  private static final int AHEAD_PIECES = 6;

  private static final int SMALL_PIECES = 4;

  /** Holds the headers of most files, and the tables behind the visibilities. */
  static final int KEPT_BYTES = 1 << 20;

  private static final int KEPT_PIECES = 12;

  private final RangeReader source;
  private final int aheadBytes;
  private final int aheadPieces;
  private final int keptPieces;
  private final Deque<Piece> ahead = new ArrayDeque<>();
  private final Map<Long, byte[]> kept = new LinkedHashMap<>();
  private long nextAhead;
  private long endAhead;

  private ReadAheadReader(RangeReader source, int aheadBytes, int aheadPieces, int keptPieces) {
    this.source = source;
    this.aheadBytes = aheadBytes;
    this.aheadPieces = aheadPieces;
    this.keptPieces = keptPieces;
  }

  /** Closes {@code source} with itself. */
  public static ReadAheadReader over(RangeReader source) {
    return new ReadAheadReader(source, AHEAD_BYTES, AHEAD_PIECES, KEPT_PIECES);
  }

  /** The same with less memory, for programs that read many files at once. */
  public static ReadAheadReader small(RangeReader source) {
    return new ReadAheadReader(source, KEPT_BYTES, SMALL_PIECES, 1);
  }

  /** Bytes on their way. */
  private record Piece(long from, int length, FutureTask<byte[]> bytes) {
    long end() {
      return from + length;
    }
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public synchronized void expect(long from, long to) {
    ahead.clear();
    nextAhead = from;
    endAhead = Math.min(to, size());
    fetchAhead();
  }

  private void fetchAhead() {
    while (ahead.size() < aheadPieces && nextAhead < endAhead) {
      long from = nextAhead;
      int length = (int) Math.min(aheadBytes, endAhead - from);
      FutureTask<byte[]> task = new FutureTask<>(fetch(from, length));
      Thread.ofVirtual().name("fringe-read-ahead").start(task);
      ahead.add(new Piece(from, length, task));
      nextAhead += length;
    }
  }

  private Callable<byte[]> fetch(long from, int length) {
    return () -> {
      byte[] bytes = new byte[length];
      source.readFully(from, bytes);
      return bytes;
    };
  }

  @Override
  public synchronized void readFully(long position, ByteBuffer target) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      dropBefore(at);
      Piece piece = ahead.peek();
      if (piece != null && at >= piece.from) {
        at += copy(bytesOf(piece), (int) (at - piece.from), target);
      } else if (target.remaining() >= KEPT_BYTES || at >= size()) {
        int count = target.remaining();
        source.readFully(at, target);
        at += count;
      } else {
        long from = at / KEPT_BYTES * KEPT_BYTES;
        at += copy(keptPiece(from), (int) (at - from), target);
      }
    }
    dropBefore(at);
  }

  /** Whoever reads in order has no use for what lies behind. */
  private void dropBefore(long position) {
    while (!ahead.isEmpty() && ahead.peek().end() <= position && ahead.peek().from < position) {
      ahead.remove();
      fetchAhead();
    }
  }

  private static int copy(byte[] from, int offset, ByteBuffer target) {
    int count = Math.min(from.length - offset, target.remaining());
    target.put(from, offset, count);
    return count;
  }

  private byte[] keptPiece(long from) throws IOException {
    byte[] known = kept.get(from);
    if (known == null) {
      known = new byte[(int) Math.min(KEPT_BYTES, size() - from)];
      source.readFully(from, known);
      if (kept.size() == keptPieces) {
        kept.remove(kept.keySet().iterator().next());
      }
      kept.put(from, known);
    }
    return known;
  }

  private byte[] bytesOf(Piece piece) throws IOException {
    try {
      return piece.bytes.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException(description() + ": reading was interrupted").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(description() + ": reading failed", e.getCause());
    }
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public synchronized void close() throws IOException {
    ahead.clear();
    endAhead = 0;
    source.close();
  }
}
