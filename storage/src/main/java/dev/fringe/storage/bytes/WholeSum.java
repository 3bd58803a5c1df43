package dev.fringe.storage.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/** The adler32 of a whole file from sums of its pieces; what no piece covers is read. */
public final class WholeSum {

  private static final int BUFFER_BYTES = 1 << 20;

  private WholeSum() {}

  /**
   * Puts pieces together. Where several cover the same bytes, one of them counts.
   *
   * @param pieces in any order
   * @param file whose gaps between the pieces are read
   * @return 8 hexadecimal digits
   */
  public static String of(List<PieceSum> pieces, RangeReader file) throws IOException {
    PieceSum whole = PieceSum.none(0);
    List<PieceSum> sorted =
        pieces.stream()
            .sorted(
                Comparator.comparingLong(PieceSum::from)
                    .thenComparing(Comparator.comparingLong(PieceSum::length).reversed()))
            .toList();
    for (PieceSum piece : sorted) {
      if (piece.from() >= whole.end()) {
        whole = read(whole, piece.from(), file).then(piece);
      }
    }
    return read(whole, file.size(), file).hexadecimal();
  }

  private static PieceSum read(PieceSum before, long to, RangeReader file) throws IOException {
    PieceSum sum = before;
    if (sum.end() < to) {
      file.expect(sum.end(), to);
    }
    while (sum.end() < to) {
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, to - sum.end()));
      file.readFully(sum.end(), buffer);
      sum = sum.then(PieceSum.of(sum.end(), buffer.flip()));
    }
    return sum;
  }
}
