package dev.fringe.bridge.vo;

import java.io.IOException;
import java.util.List;
import uk.ac.starlink.table.AbstractStarTable;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowSequence;

/** Rows as STIL sees them: they can be read once, and end at a limit. */
final class StreamedTable extends AbstractStarTable {

  private final List<ColumnInfo> columns;
  private final Rows rows;
  private final long most;
  private boolean isOverflowing;
  private long count;

  StreamedTable(List<Field> fields, Rows rows, long most) {
    this.columns = fields.stream().map(Field::info).toList();
    this.rows = rows;
    this.most = most;
  }

  /** Whether there were more rows than were let through. */
  boolean isOverflowing() {
    return isOverflowing;
  }

  long count() {
    return count;
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public ColumnInfo getColumnInfo(int column) {
    return columns.get(column);
  }

  /** Not known before. */
  @Override
  public long getRowCount() {
    return -1;
  }

  @Override
  public RowSequence getRowSequence() {
    return new RowSequence() {
      @Override
      public boolean next() throws IOException {
        if (count >= most) {
          isOverflowing = isOverflowing || rows.next();
          return false;
        }
        if (!rows.next()) {
          return false;
        }
        count++;
        return true;
      }

      @Override
      public Object getCell(int column) throws IOException {
        return rows.cell(column);
      }

      @Override
      public Object[] getRow() throws IOException {
        Object[] row = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = rows.cell(i);
        }
        return row;
      }

      @Override
      public void close() {
        // The rows are closed by whoever opened them.
      }
    };
  }
}
