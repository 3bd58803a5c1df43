package dev.fringe.bridge.flight;

import java.io.IOException;
import org.apache.arrow.vector.types.pojo.Schema;

/** What a ticket asks for, opened: a table in record batches. Used by one thread. */
interface ArrowProduct extends AutoCloseable {

  /** The columns that are sent; its metadata tell what the product is. */
  Schema schema();

  /** Rows that will be sent; -1 where only reading tells. */
  long records();

  /** Bytes that will be sent, about; -1 where only reading tells. */
  long bytes();

  /** Sends all rows. */
  void stream(Batches batches) throws IOException;

  @Override
  void close() throws IOException;
}
