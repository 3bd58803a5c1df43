package dev.fringe.storage.bytes;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;

/**
 * The adler32 of a piece of a file. Sums of neighbours make the sum of both, so that a file that is
 * read in pieces, by several processes, is summed without being read again.
 *
 * @param from position of the first byte
 * @param length bytes
 * @param adler32 of them, from seed 1
 */
public record PieceSum(long from, long length, int adler32) implements Serializable {

  private static final long BASE = 65521;

  /** Of what remains of a buffer, which stays as it is. */
  public static PieceSum of(long from, ByteBuffer bytes) {
    Adler32 sum = new Adler32();
    sum.update(bytes.duplicate());
    return new PieceSum(from, bytes.remaining(), (int) sum.getValue());
  }

  /** Of no bytes. */
  public static PieceSum none(long from) {
    return new PieceSum(from, 0, 1);
  }

  public long end() {
    return from + length;
  }

  /**
   * This piece and the one that follows it (RFC 1950, section 8.2: both halves are sums modulo
   * 65521).
   */
  public PieceSum then(PieceSum next) {
    if (next.from != end()) {
      throw new IllegalArgumentException(
          "the piece at %d does not follow the one that ends at %d".formatted(next.from, end()));
    }
    long low = adler32 & 0xffffL;
    long high = Integer.toUnsignedLong(adler32) >> 16;
    long nextLow = next.adler32 & 0xffffL;
    long nextHigh = Integer.toUnsignedLong(next.adler32) >> 16;
    long bytes = next.length % BASE;
    long sumLow = Math.floorMod(low + nextLow - 1, BASE);
    long sumHigh = Math.floorMod(high + nextHigh + bytes * low - bytes, BASE);
    return new PieceSum(from, length + next.length, (int) (sumHigh << 16 | sumLow));
  }

  /** 8 hexadecimal digits. */
  public String hexadecimal() {
    return "%08x".formatted(adler32);
  }
}
