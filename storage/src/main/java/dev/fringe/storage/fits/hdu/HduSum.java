package dev.fringe.storage.fits.hdu;

import java.nio.ByteBuffer;
import nom.tam.fits.utilities.FitsCheckSum;

/** The running checksum of data that are written piece by piece (FITS standard 4.0, annex J). */
public final class HduSum {
  private static final String NO_CHECKSUM = "0000000000000000";

  private long sum;

  /** Adds what remains of {@code data}, a multiple of 4 bytes, without moving its position. */
  public void add(ByteBuffer data) {
    sum = FitsCheckSum.sumOf(sum, FitsCheckSum.checksum(data.slice()));
  }

  /** Makes room in a header: its cards must not move once data are written. */
  public static void reserve(HeaderBuilder header) {
    header.text("DATASUM", "0".repeat(10), "checksum of the data");
    header.text("CHECKSUM", NO_CHECKSUM, "checksum of this HDU");
  }

  /** The header with DATASUM and CHECKSUM set. */
  public ByteBuffer seal(HeaderBuilder header) {
    header.text("DATASUM", Long.toString(sum), "checksum of the data");
    header.text("CHECKSUM", NO_CHECKSUM, "checksum of this HDU");
    long whole = FitsCheckSum.sumOf(sum, FitsCheckSum.checksum(header.toBytes()));
    header.text("CHECKSUM", FitsCheckSum.encode(whole, true), "checksum of this HDU");
    return header.toBytes();
  }
}
