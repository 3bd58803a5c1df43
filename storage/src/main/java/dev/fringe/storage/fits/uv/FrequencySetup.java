package dev.fringe.storage.fits.uv;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.SmallTable;
import dev.fringe.storage.fits.hdu.TableColumn;
import dev.fringe.storage.visibility.SpectralWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The spectral windows of a file.
 *
 * @param id the number by which rows name this setup; 0 where the file has only one
 * @param windows in the order of the data
 */
public record FrequencySetup(int id, List<SpectralWindow> windows) {
  private static final double WIDTH_PRECISION = 1e-6;

  public FrequencySetup {
    windows = List.copyOf(windows);
  }

  /**
   * Columns of a frequency table.
   *
   * @param table the table
   * @param id name of the column with the setup's number
   * @param offset name of the column with each window's offset from the reference, Hz
   * @param width name of the column with each window's channel width, Hz
   */
  public record Table(SmallTable table, String id, String offset, String width) {}

  /** The first setup of the table; without a table, the frequency axis alone. */
  public static FrequencySetup read(FitsHeader header, DataAxes axes, Optional<Table> table)
      throws BadDataException {
    DataAxis axis = axes.frequency();
    if (!(axis.referenceValue() > 0)) {
      throw header.bad("CRVAL" + axis.number(), "a frequency above 0 Hz is needed");
    }
    if (table.isEmpty() || table.get().table().rows() == 0) {
      if (axes.windows() > 1) {
        throw new BadDataException(
            header.file()
                + ": the data have "
                + axes.windows()
                + " IFs, but no table tells their frequencies; an 'AIPS FQ' table is needed");
      }
      return new FrequencySetup(0, List.of(window(axis, 0, axis.increment())));
    }
    return fromTable(axes, table.get());
  }

  private static FrequencySetup fromTable(DataAxes axes, Table columns) throws BadDataException {
    SmallTable table = columns.table();
    TableColumn offset = table.layout().requiredNumbers(columns.offset(), axes.windows());
    List<SpectralWindow> windows = new ArrayList<>();
    for (int w = 0; w < axes.windows(); w++) {
      double width = table.number(0, columns.width(), w).orElse(0.0);
      if (!Double.isFinite(width) || width == 0) {
        width = axes.frequency().increment();
      }
      // Tables hold widths in single precision, the axis in double.
      if (Math.abs(width / axes.frequency().increment() - 1) < WIDTH_PRECISION) {
        width = axes.frequency().increment();
      }
      // Lower sideband: frequency falls with the channel, whatever the sign of the width.
      if (table.number(0, "SIDEBAND", w).orElse(1.0) < 0) {
        width = -Math.abs(width);
      }
      windows.add(window(axes.frequency(), table.number(0, offset, w), width));
    }
    int id = table.rows() > 1 ? table.number(0, columns.id(), 0).orElse(0.0).intValue() : 0;
    return new FrequencySetup(id, windows);
  }

  private static SpectralWindow window(DataAxis axis, double offsetHz, double widthHz) {
    double first = axis.referenceValue() + offsetHz + (1 - axis.referencePixel()) * widthHz;
    return new SpectralWindow(first, widthHz, axis.length());
  }

  /**
   * Refuses a row that was observed with another setup.
   *
   * @param row counted from 0
   * @param rowSetup what the row says; not above 0 where it does not tell
   */
  public void check(String file, long row, int rowSetup) throws BadDataException {
    if (id > 0 && rowSetup > 0 && rowSetup != id) {
      throw new BadDataException(
          file
              + ": row "
              + row
              + " was observed with frequency setup "
              + rowSetup
              + ", and only the first ("
              + id
              + ") is read; split the file by frequency setup (FREQID)");
    }
  }
}
