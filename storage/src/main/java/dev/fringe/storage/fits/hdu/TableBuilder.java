package dev.fringe.storage.fits.hdu;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A small binary table to be written: columns, then rows, then keywords. */
public final class TableBuilder {
  private record Column(String name, String form, String unit, int bytes) {}

  private final String name;
  private final List<Column> columns = new ArrayList<>();
  private final List<Consumer<HeaderBuilder>> keywords = new ArrayList<>();
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private int rowBytes;
  private int rowCount;

  /** Begins a table of this EXTNAME. */
  public TableBuilder(String name) {
    this.name = name;
  }

  /** Adds a column of {@code repeat} elements of a type of {@link TableColumn#type}. */
  public TableBuilder column(String column, int repeat, char type, String unit) {
    int bytes = repeat * TableColumn.elementBytes(type);
    columns.add(new Column(column, repeat + "" + type, unit, bytes));
    rowBytes += bytes;
    return this;
  }

  /** Adds keywords after the columns. */
  public TableBuilder keywords(Consumer<HeaderBuilder> cards) {
    keywords.add(cards);
    return this;
  }

  /** Adds a row; {@code values} must be put in the order of the columns, and exactly fill it. */
  public TableBuilder row(Consumer<ByteBuffer> values) {
    ByteBuffer row = ByteBuffer.allocate(rowBytes);
    values.accept(row);
    if (row.hasRemaining()) {
      throw new IllegalStateException(
          "a row of " + name + " has " + rowBytes + " bytes, not " + row.position());
    }
    rows.writeBytes(row.array());
    rowCount++;
    return this;
  }

  /** Exactly {@code length} bytes of ASCII: cut, or filled with blanks. */
  public static byte[] text(String text, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ' ');
    byte[] ascii = AsciiText.of(text).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, bytes, 0, Math.min(length, ascii.length));
    return bytes;
  }

  /** Header and data with padding and checksums. */
  public ByteBuffer toBytes() {
    HeaderBuilder header = new HeaderBuilder();
    header
        .text("XTENSION", "BINTABLE", "binary table")
        .integer("BITPIX", 8, "")
        .integer("NAXIS", 2, "")
        .integer("NAXIS1", rowBytes, "bytes of a row")
        .integer("NAXIS2", rowCount, "rows")
        .integer("PCOUNT", 0, "")
        .integer("GCOUNT", 1, "")
        .integer("TFIELDS", columns.size(), "columns")
        .text("EXTNAME", name, "")
        .integer("EXTVER", 1, "");
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      header.text("TTYPE" + (i + 1), column.name(), "");
      header.text("TFORM" + (i + 1), column.form(), "");
      if (!column.unit().isEmpty()) {
        header.text("TUNIT" + (i + 1), column.unit(), "");
      }
    }
    keywords.forEach(cards -> cards.accept(header));
    HduSum.reserve(header);
    ByteBuffer data = ByteBuffer.allocate((int) FitsHeader.roundUp(rows.size()));
    data.put(rows.toByteArray()).rewind();
    HduSum sum = new HduSum();
    sum.add(data);
    ByteBuffer sealed = sum.seal(header);
    return ByteBuffer.allocate(sealed.remaining() + data.remaining()).put(sealed).put(data).flip();
  }
}
