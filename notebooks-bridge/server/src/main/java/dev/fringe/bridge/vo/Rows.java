package dev.fringe.bridge.vo;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The rows of an answer, one after another. */
public interface Rows extends AutoCloseable {

  /** Goes to the next row, if there is one. */
  boolean next() throws IOException;

  /** A value of the row; null for none. */
  Object cell(int column) throws IOException;

  @Override
  void close() throws IOException;

  /** Rows of values, nulls among them. Closing closes the stream. */
  static Rows of(Stream<? extends List<?>> stream) {
    Iterator<? extends List<?>> rows = stream.iterator();
    return new Rows() {
      private List<?> row = List.of();

      @Override
      public boolean next() {
        boolean isThere = rows.hasNext();
        row = isThere ? rows.next() : List.of();
        return isThere;
      }

      @Override
      public Object cell(int column) {
        return row.get(column);
      }

      @Override
      public void close() {
        stream.close();
      }
    };
  }
}
