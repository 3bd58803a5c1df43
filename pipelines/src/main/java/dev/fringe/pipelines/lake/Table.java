package dev.fringe.pipelines.lake;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of texts in columns as wide as they need to be. */
final class Table {

  private static final int WIDEST = 100;

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heads) {
    rows.add(List.of(heads));
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void print(PrintWriter out) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Math.min(WIDEST, row.get(i).length()));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        line.append(cell);
        line.repeat(' ', Math.max(0, widths[i] - cell.length()) + 2);
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }
}
