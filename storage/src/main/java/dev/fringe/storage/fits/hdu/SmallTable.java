package dev.fringe.storage.fits.hdu;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A binary table that is read whole: antennas, frequencies, sources. */
public final class SmallTable {
  private static final long LARGEST = 256L << 20;

  private final TableLayout layout;
  private final ByteBuffer bytes;

  private SmallTable(TableLayout layout, ByteBuffer bytes) {
    this.layout = layout;
    this.bytes = bytes;
  }

  /** Reads the tables with this EXTNAME, in the order of the file. */
  public static List<SmallTable> named(RangeReader file, List<Hdu> units, String name)
      throws IOException {
    List<SmallTable> tables = new ArrayList<>();
    for (Hdu unit : units) {
      if (unit.name().equalsIgnoreCase(name)) {
        tables.add(read(file, unit));
      }
    }
    return tables;
  }

  /** Reads a table, of at most 256 MB. */
  public static SmallTable read(RangeReader file, Hdu unit) throws IOException {
    TableLayout layout = TableLayout.of(unit);
    long length = layout.rowBytes() * layout.rows();
    if (length > LARGEST) {
      throw new BadDataException(
          file.description()
              + ": the table "
              + unit.name()
              + " has "
              + layout.rows()
              + " rows (NAXIS2); at most "
              + LARGEST / Math.max(1, layout.rowBytes())
              + " are expected here");
    }
    byte[] content = new byte[(int) length];
    file.readFully(unit.dataOffset(), content);
    return new SmallTable(layout, ByteBuffer.wrap(content));
  }

  public FitsHeader header() {
    return layout.header();
  }

  public TableLayout layout() {
    return layout;
  }

  public int rows() {
    return (int) layout.rows();
  }

  /** An element of a numeric column. */
  public double number(int row, TableColumn column, int element) {
    return column.value(bytes, row * layout.rowBytes(), element);
  }

  /** An element of a column, or empty where there is no such numeric column or element. */
  public Optional<Double> number(int row, String name, int element) {
    return layout
        .column(name)
        .filter(column -> column.isNumber() && element < column.repeat())
        .map(column -> number(row, column, element));
  }

  /** A text, up to its first NUL and without surrounding blanks; empty where there is none. */
  public String text(int row, String name) {
    return layout
        .column(name)
        .filter(column -> column.type() == 'A')
        .map(column -> text(row, column))
        .orElse("");
  }

  private String text(int row, TableColumn column) {
    int at = row * layout.rowBytes() + column.offset();
    int length = 0;
    while (length < column.repeat() && bytes.get(at + length) != 0) {
      length++;
    }
    return StandardCharsets.ISO_8859_1.decode(bytes.slice(at, length)).toString().strip();
  }
}
