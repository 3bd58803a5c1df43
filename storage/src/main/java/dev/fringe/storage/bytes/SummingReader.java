package dev.fringe.storage.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums the bytes that pass through it, as far as they were {@linkplain #expect announced} and are
 * read in order; reads elsewhere pass unsummed. For use by one thread.
 */
public final class SummingReader implements RangeReader {

  private final RangeReader source;
  private final List<PieceSum> finished = new ArrayList<>();
  private PieceSum current = PieceSum.none(0);
  private long end;

  private SummingReader(RangeReader source) {
    this.source = source;
  }

  /** Closes {@code source} with itself. */
  public static SummingReader over(RangeReader source) {
    return new SummingReader(source);
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public void expect(long from, long to) {
    keepCurrent();
    current = PieceSum.none(from);
    end = to;
    source.expect(from, to);
  }

  @Override
  public void readFully(long position, ByteBuffer target) throws IOException {
    ByteBuffer read = target.slice();
    source.readFully(position, target);
    if (position == current.end() && position + read.remaining() <= end) {
      current = current.then(PieceSum.of(position, read));
    }
  }

  /** What was summed so far, one piece for each announcement. */
  public List<PieceSum> sums() {
    keepCurrent();
    return List.copyOf(finished);
  }

  private void keepCurrent() {
    if (current.length() > 0) {
      finished.add(current);
      current = PieceSum.none(current.end());
    }
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
