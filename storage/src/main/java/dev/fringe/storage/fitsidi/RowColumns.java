package dev.fringe.storage.fitsidi;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.TableColumn;
import dev.fringe.storage.fits.hdu.TableLayout;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/**
 * The columns of UV_DATA with the coordinates of a row.
 *
 * @param u seconds of light; likewise v and w
 * @param date Julian day at 0 h
 * @param time days since then, where there is such a column
 * @param baseline 256·a1 + a2, or the form for more antennas
 * @param array subarray
 * @param source number of the source
 * @param setup number of the frequency setup
 * @param integration seconds
 */
record RowColumns(
    TableColumn u,
    TableColumn v,
    TableColumn w,
    TableColumn date,
    Optional<TableColumn> time,
    TableColumn baseline,
    Optional<TableColumn> array,
    Optional<TableColumn> source,
    Optional<TableColumn> setup,
    Optional<TableColumn> integration) {

  static RowColumns of(TableLayout layout) throws BadDataException {
    return new RowColumns(
        coordinate(layout, "UU"),
        coordinate(layout, "VV"),
        coordinate(layout, "WW"),
        layout.requiredNumbers("DATE", 1),
        layout.numbers("TIME"),
        layout.requiredNumbers("BASELINE", 1),
        layout.numbers("ARRAY"),
        layout.numbers("SOURCE_ID").or(() -> layout.numbers("SOURCE")),
        layout.numbers("FREQID"),
        layout.numbers("INTTIM"));
  }

  /** UU, UU---SIN, UU--NCP, UU-L and so on: all are seconds of light in FITS-IDI. */
  private static TableColumn coordinate(TableLayout layout, String name) throws BadDataException {
    for (TableColumn column : layout.columns()) {
      String found = column.name().toUpperCase(Locale.ROOT);
      if (found.equals(name) || found.startsWith(name + "-")) {
        return layout.requiredNumbers(column.name(), 1);
      }
    }
    return layout.requiredNumbers(name, 1);
  }

  static double value(ByteBuffer rows, int row, Optional<TableColumn> column) {
    return column.map(c -> c.value(rows, row, 0)).orElse(0.0);
  }
}
