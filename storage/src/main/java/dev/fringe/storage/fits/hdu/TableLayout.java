package dev.fringe.storage.fits.hdu;

import dev.fringe.storage.BadDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of a binary table.
 *
 * @param header of the table
 * @param columns in their order
 * @param rowBytes NAXIS1
 * @param rows NAXIS2
 */
public record TableLayout(FitsHeader header, List<TableColumn> columns, int rowBytes, long rows) {
  private static final Pattern FORM = Pattern.compile("(\\d*)([LXBIJKAEDCMPQ]).*");

  public TableLayout {
    columns = List.copyOf(columns);
  }

  /**
   * The layout that a header of a BINTABLE (or of its ancestor A3DTABLE) describes.
   *
   * @throws BadDataException if a TFORM is not understood or the columns are longer than a row
   */
  public static TableLayout of(Hdu unit) throws BadDataException {
    FitsHeader header = unit.header();
    int rowBytes = (int) header.requiredInteger("NAXIS1", 0, Integer.MAX_VALUE);
    long rows = header.requiredInteger("NAXIS2", 0, Long.MAX_VALUE);
    if (rows > 0 && rowBytes > unit.dataBytes() / rows) {
      throw header.bad(
          "NAXIS2", "rows of " + rowBytes + " bytes do not fit into " + unit.dataBytes());
    }
    int fields = (int) header.requiredInteger("TFIELDS", 0, 999);
    List<TableColumn> columns = new ArrayList<>();
    long offset = 0;
    for (int field = 1; field <= fields; field++) {
      String key = "TFORM" + field;
      Matcher form = FORM.matcher(header.textOrEmpty(key).toUpperCase(Locale.ROOT));
      if (!form.matches() || form.group(1).length() > 9) {
        throw header.bad(key, "a count and one of the letters LXBIJKAEDCMPQ are needed");
      }
      int repeat = form.group(1).isEmpty() ? 1 : Integer.parseInt(form.group(1));
      char type = form.group(2).charAt(0);
      columns.add(
          new TableColumn(
              header.textOrEmpty("TTYPE" + field),
              type,
              repeat,
              (int) offset,
              header.number("TSCAL" + field, 1),
              header.number("TZERO" + field, 0)));
      offset += type == 'X' ? (repeat + 7L) / 8 : (long) repeat * TableColumn.elementBytes(type);
      if (offset > rowBytes) {
        throw header.bad(
            key, "the columns up to here take " + offset + " bytes, a row has " + rowBytes);
      }
    }
    return new TableLayout(header, columns, rowBytes, rows);
  }

  /** The first column of this name, upper and lower case alike. */
  public Optional<TableColumn> column(String name) {
    return columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The first column of this name, if it holds at least one number. */
  public Optional<TableColumn> numbers(String name) {
    return column(name).filter(column -> column.isNumber() && column.repeat() > 0);
  }

  /**
   * The first numeric column of this name.
   *
   * @param elements the least number of elements it must have
   */
  public TableColumn requiredNumbers(String name, int elements) throws BadDataException {
    TableColumn column =
        column(name)
            .orElseThrow(
                () ->
                    new BadDataException(
                        header.file() + ": the table " + table() + " has no column " + name));
    if (!column.isNumber() || column.repeat() < elements) {
      throw new BadDataException(
          header.file()
              + ": the column "
              + name
              + " of the table "
              + table()
              + " is "
              + column.repeat()
              + column.type()
              + "; at least "
              + elements
              + " numbers are needed");
    }
    return column;
  }

  private String table() {
    return header.textOrEmpty("EXTNAME");
  }
}
