package dev.fringe.storage.fitsidi;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.Hdu;
import dev.fringe.storage.fits.hdu.SampleFormat;
import dev.fringe.storage.fits.hdu.Scaling;
import dev.fringe.storage.fits.hdu.TableColumn;
import dev.fringe.storage.fits.hdu.TableLayout;
import dev.fringe.storage.fits.uv.DataAxes;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The layout of a UV_DATA table (AIPS memo 114, section 3.1).
 *
 * @param layout of all columns
 * @param dataOffset first byte of its rows in the file
 * @param axes of the visibilities of a row
 * @param flux the column with the visibilities
 * @param format of the numbers of that column
 * @param scaling of them
 * @param weight the column with weights, where there is one
 */
record UvDataTable(
    TableLayout layout,
    long dataOffset,
    DataAxes axes,
    TableColumn flux,
    SampleFormat format,
    Scaling scaling,
    Optional<TableColumn> weight) {
  private static final int MOST_AXES = 99;

  static UvDataTable read(Hdu unit) throws BadDataException {
    FitsHeader header = unit.header();
    TableLayout layout = TableLayout.of(unit);
    int count = (int) header.requiredInteger("MAXIS", 1, MOST_AXES);
    DataAxes axes = DataAxes.of(header, "MAXIS", 1, count);
    TableColumn flux = flux(layout, axes);
    Optional<TableColumn> weight = layout.column("WEIGHT");
    UvDataTable table =
        new UvDataTable(
            layout,
            unit.dataOffset(),
            axes,
            flux,
            format(header, flux),
            new Scaling(flux.scale(), flux.zero(), OptionalLong.empty()),
            weight);
    if (weight.isPresent() && table.weightChannels() == 0) {
      throw new BadDataException(
          header.file()
              + ": the column WEIGHT has "
              + weight.get().repeat()
              + weight.get().type()
              + "; "
              + table.bandWeights()
              + "E (one for each band and polarisation) or "
              + table.sampleWeights()
              + "E (one for each sample) is needed");
    }
    return table;
  }

  /** The column that TMATXn = T marks; failing that, the one called FLUX. */
  private static TableColumn flux(TableLayout layout, DataAxes axes) throws BadDataException {
    FitsHeader header = layout.header();
    for (int i = 0; i < layout.columns().size(); i++) {
      if (header.isTrue("TMATX" + (i + 1))) {
        return layout.requiredNumbers(layout.columns().get(i).name(), axes.samples());
      }
    }
    return layout.requiredNumbers("FLUX", axes.samples());
  }

  private static SampleFormat format(FitsHeader header, TableColumn flux) throws BadDataException {
    return switch (flux.type()) {
      case 'E' -> SampleFormat.FLOAT32;
      case 'D' -> SampleFormat.FLOAT64;
      case 'I' -> SampleFormat.INT16;
      case 'J' -> SampleFormat.INT32;
      default ->
          throw new BadDataException(
              header.file() + ": the column FLUX is of type " + flux.type() + "; E is needed");
    };
  }

  /**
   * Bytes of a row before the visibilities, where these come last, as nearly always; else all
   * bytes.
   */
  int bytesBeforeFlux() {
    boolean last =
        layout.columns().stream()
            .allMatch(column -> column.repeat() == 0 || column.offset() <= flux.offset());
    return last ? flux.offset() : layout.rowBytes();
  }

  private int bandWeights() {
    return axes.windows() * axes.products();
  }

  private int sampleWeights() {
    return axes.channels() * axes.products();
  }

  /**
   * How many channels share a weight: all of a band, or 1 where each has its own. 0 if the column
   * fits neither.
   */
  int weightChannels() {
    int count = weight.map(TableColumn::repeat).orElse(0);
    boolean numbers = weight.map(column -> column.type() == 'E').orElse(false);
    if (!numbers) {
      return 0;
    }
    if (count == bandWeights()) {
      return axes.frequency().length();
    }
    return count == sampleWeights() ? 1 : 0;
  }
}
