package dev.fringe.bridge.flight;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.fringe.bridge.bytes.RangeStream;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A list of sources, or another table in comma-separated values with a header line. It is read
 * twice, the first time for the types of its columns; units are those that the columns' names end
 * in, as Fringe's do.
 */
final class TableProduct implements ArrowProduct {
  /** Longer tables are no lists of sources, and would hold their reader up. */
  private static final long LARGEST = 256L << 20;

  private static final int BATCH_ROWS = 4096;

  private static final ObjectReader CSV =
      new CsvMapper().enable(CsvParser.Feature.WRAP_AS_ARRAY).readerFor(String[].class);

  private static final Map<String, String> UNITS = units();

  private final RangeReader file;
  private final Shape shape;
  private final List<String> wanted;
  private final Range rows;
  private final Schema schema;

  /** A column; {@code gaps} tells whether some of its values are missing. */
  private record Column(String name, CsvType type, boolean gaps) {}

  /** All columns, and how many rows there are. */
  private record Shape(List<Column> columns, long rows) {
    List<String> names() {
      return columns.stream().map(Column::name).toList();
    }
  }

  private TableProduct(
      RangeReader file, Shape shape, List<String> wanted, Range rows, Schema schema) {
    this.file = file;
    this.shape = shape;
    this.wanted = wanted;
    this.rows = rows;
    this.schema = schema;
  }

  /** Reads the types; closes the file with itself. */
  static TableProduct of(RangeReader file, DataTicket ticket) throws IOException {
    ticket.withoutWhere("a table").withoutSection("a table");
    if (file.size() > LARGEST) {
      throw RequestException.invalid(
          "%s has %d bytes; of tables as text at most %d are read: download it"
              .formatted(file.description(), file.size(), LARGEST));
    }
    Shape shape = shape(file);
    List<String> wanted = TicketReader.columns(ticket, shape.names());
    List<Field> fields = new ArrayList<>();
    for (String name : wanted) {
      fields.add(field(shape.columns().get(shape.names().indexOf(name))));
    }
    Map<String, String> metadata =
        Map.of("fringe.kind", "table", "fringe.did", ticket.did().toString());
    Range rows = ticket.rows().orElse(Range.all(shape.rows())).within("rows", shape.rows());
    return new TableProduct(file, shape, wanted, rows, new Schema(fields, metadata));
  }

  private static Field field(Column column) {
    Map<String, String> unit =
        UNITS.entrySet().stream()
            .filter(end -> column.type() != CsvType.TEXT && column.name().endsWith(end.getKey()))
            .findFirst()
            .map(end -> Map.of("unit", end.getValue()))
            .orElse(Map.of());
    FieldType type = new FieldType(column.gaps(), column.type().arrow(), null, unit);
    return new Field(column.name(), type, null);
  }

  /** By the ends of names, the longer ones first. */
  private static Map<String, String> units() {
    Map<String, String> units = new LinkedHashMap<>();
    units.put("_jy_per_beam", "Jy/beam");
    units.put("_jy", "Jy");
    units.put("_deg", "deg");
    units.put("_arcsec", "arcsec");
    units.put("_pixel", "pix");
    units.put("_hz", "Hz");
    units.put("_mjd", "d");
    units.put("_seconds", "s");
    units.put("_metres", "m");
    return units;
  }

  private static Shape shape(RangeReader file) throws IOException {
    try (MappingIterator<String[]> lines = lines(file)) {
      if (!lines.hasNextValue()) {
        throw new BadDataException(file.description() + ": the table has no header line");
      }
      List<String> names = List.of(lines.nextValue());
      List<Optional<CsvType>> types =
          new ArrayList<>(Collections.nCopies(names.size(), Optional.empty()));
      boolean[] gaps = new boolean[names.size()];
      long count = 0;
      while (lines.hasNextValue()) {
        String[] line = lines.nextValue();
        count++;
        if (line.length != names.size()) {
          throw new BadDataException(
              "%s: row %d has %d values, but the header line names %d columns"
                  .formatted(file.description(), count, line.length, names.size()));
        }
        for (int i = 0; i < line.length; i++) {
          String value = line[i];
          if (value.isEmpty()) {
            gaps[i] = true;
          } else {
            types.set(
                i,
                Optional.of(
                    types.get(i).map(t -> t.widened(value)).orElseGet(() -> CsvType.of(value))));
          }
        }
      }
      List<Column> columns = new ArrayList<>();
      for (int i = 0; i < gaps.length; i++) {
        String name = names.get(i);
        CsvType type = types.get(i).orElseGet(() -> typeOfNone(name));
        columns.add(new Column(name, type, gaps[i] && type != CsvType.TEXT));
      }
      return new Shape(columns, count);
    }
  }

  /** The type of a column without values: a unit makes it a number. */
  private static CsvType typeOfNone(String name) {
    return UNITS.keySet().stream().anyMatch(name::endsWith) ? CsvType.NUMBER : CsvType.TEXT;
  }

  private static MappingIterator<String[]> lines(RangeReader file) throws IOException {
    return CSV.readValues(new RangeStream(file, file.size()));
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long records() {
    return rows.count();
  }

  @Override
  public long bytes() {
    return -1;
  }

  @Override
  public void stream(Batches batches) throws IOException {
    int[] columns = wanted.stream().mapToInt(shape.names()::indexOf).toArray();
    try (MappingIterator<String[]> lines = lines(file)) {
      lines.nextValue();
      int filled = 0;
      for (long row = 0; row < rows.to(); row++) {
        String[] line = lines.nextValue();
        if (row < rows.from()) {
          continue;
        }
        put(batches, columns, filled++, line);
        if (filled == BATCH_ROWS || row == rows.to() - 1) {
          batches.send(filled);
          filled = 0;
        }
      }
    }
  }

  private void put(Batches batches, int[] columns, int row, String[] line) {
    for (int i = 0; i < columns.length; i++) {
      FieldVector vector = batches.root().getVector(i);
      String value = line[columns[i]];
      CsvType type = shape.columns().get(columns[i]).type();
      if (!value.isEmpty() || type == CsvType.TEXT) {
        type.put(vector, row, value);
      } else {
        vector.setNull(row);
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
