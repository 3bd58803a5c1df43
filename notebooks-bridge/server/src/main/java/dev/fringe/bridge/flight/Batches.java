package dev.fringe.bridge.flight;

import java.time.Duration;
import org.apache.arrow.flight.BackpressureStrategy;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Sends batches as fast as a client takes them: no batch is sent while earlier ones wait for it, so
 * a stream holds about one batch, and what the transport may queue.
 */
final class Batches implements AutoCloseable {
  /**
   * Bytes of a batch, about: large enough that calls don't count, small enough for the caches, and
   * for the transport to copy it in one piece, whose largest is 1 MiB.
   */
  static final int BATCH_BYTES = 960 << 10;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ServerStreamListener listener;
  private final BackpressureStrategy pressure =
      new BackpressureStrategy.CallbackBackpressureStrategy();
  private final VectorSchemaRoot root;

  Batches(ServerStreamListener listener, BufferAllocator allocator, Schema schema) {
    this.listener = listener;
    this.root = VectorSchemaRoot.create(schema, allocator);
    pressure.register(listener);
    listener.start(root);
  }

  /** Rows of this many bytes that make up a batch. */
  static int rows(long rowBytes) {
    return (int) Math.max(1, BATCH_BYTES / Math.max(1, rowBytes));
  }

  /** The columns of the next batch, empty. */
  VectorSchemaRoot root() {
    return root;
  }

  /** Sends the columns as they have been filled, once the client is ready for them. */
  void send(int rows) {
    root.setRowCount(rows);
    switch (pressure.waitForListener(PATIENCE.toMillis())) {
      case READY -> listener.putNext();
      case CANCELLED -> throw new StreamCancelledException();
      case TIMEOUT ->
          throw RequestException.of(
              CallStatus.TIMED_OUT,
              "the client took nothing for " + PATIENCE.toMinutes() + " minutes");
      default -> throw new IllegalStateException("the wait for the client was disturbed");
    }
    root.clear();
  }

  void finish() {
    listener.completed();
  }

  @Override
  public void close() {
    root.close();
  }

  /** The client has gone; nobody is there to be told. */
  static final class StreamCancelledException extends RuntimeException {
    StreamCancelledException() {
      super("the client cancelled the stream");
    }
  }
}
