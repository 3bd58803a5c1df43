package dev.fringe.bridge.flight;

import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.storage.lake.DataLake;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Arrow Flight server. */
public final class FlightGateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlightGateway.class);

  /** Batches of all streams together; more than {@link #MOST_STREAMS} need at their usual size. */
  private static final long MOST_MEMORY = 512L << 20;

  private static final int MOST_STREAMS = 64;

  /** What the transport may queue of a stream. */
  private static final int QUEUED_BYTES = 4 << 20;

  /** What may be on its way to a client unread: a fast link is kept full. */
  private static final int WINDOW_BYTES = 8 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Warns, past our log, of every client that leaves a stream; that is no fault. */
  private static final java.util.logging.Logger TRANSPORT =
      java.util.logging.Logger.getLogger("io.grpc.netty.NettyServerHandler");

  static {
    TRANSPORT.setLevel(java.util.logging.Level.SEVERE);
  }

  private final BufferAllocator allocator;
  private final ProductFlights flights;
  private final FlightServer server;

  private FlightGateway(BufferAllocator allocator, ProductFlights flights, FlightServer server) {
    this.allocator = allocator;
    this.flights = flights;
    this.server = server;
  }

  /**
   * Starts a server.
   *
   * @param host address to listen at
   * @param port 0 for any free one
   * @param lake which stays the caller's to close
   * @param tls empty for none, as on a laptop, or where a gateway has it
   * @throws FlightBindException if it can't listen there
   */
  public static FlightGateway start(
      String host, int port, Catalogue catalogue, DataLake lake, Gate gate, Optional<FlightTls> tls)
      throws FlightBindException {
    return start(host, port, catalogue, lake, gate, tls, MOST_STREAMS);
  }

  static FlightGateway start(
      String host,
      int port,
      Catalogue catalogue,
      DataLake lake,
      Gate gate,
      Optional<FlightTls> tls,
      int mostStreams)
      throws FlightBindException {
    BufferAllocator allocator = new RootAllocator(MOST_MEMORY);
    Consumer<NettyServerBuilder> transport =
        builder ->
            builder
                .flowControlWindow(WINDOW_BYTES)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
    ProductFlights flights = new ProductFlights(catalogue, lake, allocator, mostStreams);
    FlightServer.Builder builder =
        FlightServer.builder(
                allocator,
                tls.isPresent()
                    ? Location.forGrpcTls(host, port)
                    : Location.forGrpcInsecure(host, port),
                flights)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .middleware(Caller.KEY, Caller.by(gate))
            .backpressureThreshold(QUEUED_BYTES)
            .transportHint("grpc.builderConsumer", transport);
    FlightServer server;
    try {
      if (tls.isPresent()) {
        builder.useTls(tls.get().certificate().toFile(), tls.get().key().toFile());
      }
      server = builder.build();
      server.start();
    } catch (IOException e) {
      allocator.close();
      throw new FlightBindException(e);
    }
    return new FlightGateway(allocator, flights, server);
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    try {
      server.shutdown();
      if (!server.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        server.close();
      }
      if (!flights.awaitEnd(PATIENCE)) {
        LOG.warn("Streams are cut off");
      }
      allocator.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // The allocator tells in its words that streams were cut off; that was told above.
      LOG.debug("The allocator was closed under streams", e);
    }
  }
}
