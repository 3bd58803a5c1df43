package dev.fringe.bridge.flight;

import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.storage.lake.DataLake;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What is answered: the flights are the catalogue's products that have a form as record batches. A
 * flight is described by the path {@code [scope, name]} or {@code [scope:name]}, or by a ticket as
 * command.
 */
final class ProductFlights extends NoOpFlightProducer {
  private final Catalogue catalogue;
  private final ArrowProducts products;
  private final BufferAllocator allocator;
  private final int mostStreams;
  private final Semaphore streams;

  /**
   * @param mostStreams that are sent at once; more are refused
   */
  ProductFlights(Catalogue catalogue, DataLake lake, BufferAllocator allocator, int mostStreams) {
    this.catalogue = catalogue;
    this.products = new ArrowProducts(lake);
    this.allocator = allocator;
    this.mostStreams = mostStreams;
    this.streams = new Semaphore(mostStreams);
  }

  /** Waits until no stream is sent any more; from then on none is. */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    return streams.tryAcquire(mostStreams, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void listFlights(
      CallContext context, Criteria criteria, StreamListener<FlightInfo> listener) {
    try {
      Gate.Visitor visitor = Caller.of(context);
      catalogue.forEach(
          Listing.query(criteria.getExpression()),
          product -> {
            if (context.isCancelled()) {
              throw new Batches.StreamCancelledException();
            }
            if (ArrowProducts.hasArrowForm(product) && visitor.mayRead(product)) {
              listener.onNext(listed(product));
            }
          });
      listener.onCompleted();
    } catch (Batches.StreamCancelledException gone) {
      // Nobody is there to be told.
    } catch (RuntimeException e) {
      listener.onError(Statuses.of(e));
    }
  }

  /** Without its schema, for which every file would have to be opened. */
  private static FlightInfo listed(Product product) {
    DataTicket ticket = DataTicket.all(product.did());
    return FlightInfo.builder(
            null,
            FlightDescriptor.path(product.did().scope(), product.did().name()),
            List.of(endpoint(ticket)))
        .setRecords(-1)
        .setBytes(product.bytes())
        .setOrdered(true)
        .setAppMetadata(Listing.describe(product))
        .build();
  }

  private static FlightEndpoint endpoint(DataTicket ticket) {
    return FlightEndpoint.builder(new Ticket(TicketReader.write(ticket))).build();
  }

  @Override
  public FlightInfo getFlightInfo(CallContext context, FlightDescriptor descriptor) {
    try {
      DataTicket ticket = ticket(descriptor);
      Product product = product(context, ticket);
      try (ArrowProduct opened = products.open(product, ticket)) {
        return FlightInfo.builder(opened.schema(), descriptor, List.of(endpoint(ticket)))
            .setRecords(opened.records())
            .setBytes(opened.bytes())
            .setOrdered(true)
            .setAppMetadata(Listing.describe(product))
            .build();
      }
    } catch (IOException | RuntimeException e) {
      throw Statuses.of(e);
    }
  }

  @Override
  public SchemaResult getSchema(CallContext context, FlightDescriptor descriptor) {
    try {
      DataTicket ticket = ticket(descriptor);
      try (ArrowProduct opened = products.open(product(context, ticket), ticket)) {
        return new SchemaResult(opened.schema());
      }
    } catch (IOException | RuntimeException e) {
      throw Statuses.of(e);
    }
  }

  private static DataTicket ticket(FlightDescriptor descriptor) {
    if (descriptor.isCommand()) {
      return TicketReader.read(descriptor.getCommand());
    }
    List<String> path = descriptor.getPath();
    if (path.isEmpty() || path.size() > 2) {
      throw RequestException.invalid(
          "path", path, "[scope, name] or [scope:name] is needed, or a ticket as command");
    }
    return DataTicket.all(TicketReader.did(String.join(":", path)));
  }

  private Product product(CallContext context, DataTicket ticket) {
    Gate.Visitor visitor = Caller.of(context);
    Optional<Product> found = catalogue.find(ticket.did());
    if (found.isEmpty()) {
      throw RequestException.of(
          CallStatus.NOT_FOUND, "did = %s: the lake has no such product".formatted(ticket.did()));
    }
    if (!visitor.mayRead(found.get())) {
      throw RequestException.of(
          Caller.isAnonymous(context) ? CallStatus.UNAUTHENTICATED : CallStatus.UNAUTHORIZED,
          "did = %s: it is not public, and %s"
              .formatted(
                  ticket.did(),
                  Caller.isAnonymous(context)
                      ? "no token was sent"
                      : "your token gives no right to it"));
    }
    return found.get();
  }

  /**
   * A stream has a thread of its own, for the transport tells the one that calls here when a client
   * is ready for more. A platform's: streams are few, and keep it busy.
   */
  @Override
  public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
    try {
      DataTicket wanted = TicketReader.read(ticket.getBytes());
      Product product = product(context, wanted);
      if (!streams.tryAcquire()) {
        throw RequestException.of(
            CallStatus.RESOURCE_EXHAUSTED, "too many streams at once; try again a little later");
      }
      Thread.ofPlatform()
          .name("flight-" + wanted.did())
          .start(
              () -> {
                try {
                  stream(product, wanted, listener);
                } finally {
                  streams.release();
                }
              });
    } catch (RuntimeException e) {
      listener.error(Statuses.of(e));
    }
  }

  private void stream(Product product, DataTicket ticket, ServerStreamListener listener) {
    try (ArrowProduct opened = products.open(product, ticket);
        Batches batches = new Batches(listener, allocator, opened.schema())) {
      opened.stream(batches);
      batches.finish();
    } catch (Batches.StreamCancelledException gone) {
      // Nobody is there to be told.
    } catch (IOException | RuntimeException e) {
      listener.error(Statuses.of(e));
    }
  }
}
