package dev.fringe.bridge.cutout;

import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.Hdu;
import dev.fringe.storage.fits.hdu.TableColumn;
import dev.fringe.storage.fits.hdu.TableLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Tables behind an image. Of a table of beams by channel and polarisation, as CASA writes them, the
 * rows of those that are in the cutout, counted anew; others as they are. Large ones are left out.
 */
final class BeamTable {

  private static final long LARGEST = 32 << 20;

  private BeamTable() {}

  static Optional<ByteBuffer> part(FitsImage image, Hdu table, List<PixelRange> ranges)
      throws IOException {
    if (table.dataBytes() > LARGEST) {
      return Optional.empty();
    }
    byte[] data = new byte[(int) table.dataBytes()];
    image.file().readFully(table.dataOffset(), data);
    CardText cards = new CardText(table.header());
    Optional<byte[]> rows =
        table.name().equals("BEAMS") ? beams(image, table, ranges, data, cards) : Optional.empty();
    return Optional.of(joined(cards.toBytes(), rows.orElse(data)));
  }

  private static ByteBuffer joined(ByteBuffer header, byte[] data) {
    ByteBuffer all =
        ByteBuffer.allocate(header.remaining() + (int) FitsHeader.roundUp(data.length));
    return all.put(header).put(data).rewind();
  }

  private static Optional<byte[]> beams(
      FitsImage image, Hdu table, List<PixelRange> ranges, byte[] data, CardText cards)
      throws IOException {
    TableLayout layout = TableLayout.of(table);
    Optional<TableColumn> channel = layout.column("CHAN").filter(BeamTable::isCount);
    Optional<TableColumn> polarisation = layout.column("POL").filter(BeamTable::isCount);
    if (channel.isEmpty() || polarisation.isEmpty()) {
      return Optional.empty();
    }
    PixelRange channels = range(image, ranges, "FREQ", "VRAD", "WAVE", "VOPT");
    PixelRange planes = range(image, ranges, "STOK");
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.wrap(data);
    for (int row = 0; row < layout.rows(); row++) {
      int at = row * layout.rowBytes();
      Optional<Integer> newChannel = index(buffer.getInt(at + channel.get().offset()), channels);
      Optional<Integer> newPlane = index(buffer.getInt(at + polarisation.get().offset()), planes);
      if (newChannel.isPresent() && newPlane.isPresent()) {
        buffer.putInt(at + channel.get().offset(), newChannel.get());
        buffer.putInt(at + polarisation.get().offset(), newPlane.get());
        kept.write(data, at, layout.rowBytes());
      }
    }
    cards.removeKeys(key -> key.equals("CHECKSUM") || key.equals("DATASUM"));
    cards.set("NAXIS2", Integer.toString(kept.size() / Math.max(1, layout.rowBytes())), "NAXIS1");
    cards.set("NCHAN", Long.toString(channels.count()), "TFIELDS");
    cards.set("NPOL", Long.toString(planes.count()), "NCHAN");
    return Optional.of(kept.toByteArray());
  }

  private static boolean isCount(TableColumn column) {
    return column.type() == 'J' && column.repeat() == 1;
  }

  private static PixelRange range(FitsImage image, List<PixelRange> ranges, String... names) {
    for (String name : names) {
      Optional<FitsAxis> axis = image.axis(name);
      if (axis.isPresent()) {
        return ranges.get(axis.get().number() - 1);
      }
    }
    return PixelRange.all(1);
  }

  /** Counted from 0, in the table as in the cutout. */
  private static Optional<Integer> index(int old, PixelRange range) {
    long from = old + 1L - range.first();
    return from >= 0 && old + 1L <= range.last() && from % range.step() == 0
        ? Optional.of((int) (from / range.step()))
        : Optional.empty();
  }
}
