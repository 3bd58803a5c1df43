package dev.fringe.pipelines.simulate;

import dev.fringe.storage.BadDataException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A small table of comma-separated values with a header line; lines that begin with # are comments.
 * Every fault is told with its file, line and column.
 */
final class CsvTable {

  /** One line of values, by the names of the header. */
  record Row(CsvTable table, int line, Map<String, String> values) {

    /** The value of a column, unless it is missing or empty. */
    Optional<String> text(String column) {
      return Optional.ofNullable(values.get(column)).filter(value -> !value.isEmpty());
    }

    /** A finite number that must be there. */
    double number(String column) throws BadDataException {
      String text = text(column).orElseThrow(() -> fault(column, "", "a number is needed"));
      return parse(column, text);
    }

    double numberOr(String column, double otherwise) throws BadDataException {
      Optional<String> text = text(column);
      return text.isPresent() ? parse(column, text.get()) : otherwise;
    }

    /** What is wrong with a value, as an exception to throw. */
    BadDataException fault(String column, String value, String wanted) {
      return new BadDataException(
          "%s, line %d, column %s: '%s': %s".formatted(table.file, line, column, value, wanted));
    }

    /** What is wrong with the line as a whole. */
    BadDataException fault(String message) {
      return new BadDataException("%s, line %d: %s".formatted(table.file, line, message));
    }

    private double parse(String column, String text) throws BadDataException {
      try {
        double value = Double.parseDouble(text);
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw fault(column, text, "a number is needed, such as 12.5");
      }
      throw fault(column, text, "a finite number is needed");
    }
  }

  private final Path file;
  private final List<String> comments = new ArrayList<>();
  private final List<String> header = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  private CsvTable(Path file) {
    this.file = file;
  }

  static CsvTable read(Path file) throws IOException {
    CsvTable table = new CsvTable(file);
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new BadDataException(file + " is not a text: it holds bytes that are not UTF-8", e);
    }
    for (int i = 0; i < lines.size(); i++) {
      table.add(i + 1, lines.get(i).strip());
    }
    if (table.rows.isEmpty()) {
      throw new BadDataException(
          file + " holds no rows: a header line and at least one line of values are needed");
    }
    return table;
  }

  private void add(int number, String line) throws BadDataException {
    if (line.startsWith("#")) {
      comments.add(line.substring(1).strip());
      return;
    }
    if (line.isEmpty()) {
      return;
    }
    List<String> cells = Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    if (header.isEmpty()) {
      cells.forEach(cell -> header.add(cell.toLowerCase(Locale.ROOT)));
      return;
    }
    if (cells.size() != header.size()) {
      throw new BadDataException(
          "%s, line %d: %d values, but the header %s has %d columns"
              .formatted(file, number, cells.size(), header, header.size()));
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      values.put(header.get(i), cells.get(i));
    }
    rows.add(new Row(this, number, Map.copyOf(values)));
  }

  Path file() {
    return file;
  }

  /** Comment lines, without their marks. */
  List<String> comments() {
    return List.copyOf(comments);
  }

  /** Names of the columns, in lower case. */
  List<String> header() {
    return List.copyOf(header);
  }

  boolean has(String column) {
    return header.contains(column);
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Refuses a table that lacks a column. */
  void require(String... columns) throws BadDataException {
    for (String column : columns) {
      if (!has(column)) {
        throw new BadDataException(
            "%s has no column %s; its header is %s".formatted(file, column, header));
      }
    }
  }
}
