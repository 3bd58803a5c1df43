package dev.fringe.bridge.flight;

import dev.fringe.bridge.catalogue.CatalogueException;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.lake.LakeException;
import java.io.IOException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.OutOfMemoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller is told of a failure. */
final class Statuses {
  private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);

  private Statuses() {}

  static FlightRuntimeException of(Throwable failure) {
    return status(failure).toRuntimeException();
  }

  private static CallStatus status(Throwable failure) {
    return switch (failure) {
      case RequestException request -> request.status();
      case FlightRuntimeException told -> told.status();
      case LakeException.NotFound missing ->
          CallStatus.NOT_FOUND.withDescription(missing.getMessage());
      case BadDataException bad -> {
        LOG.warn("A file has no form as record batches: {}", bad.getMessage());
        yield CallStatus.INTERNAL.withDescription(bad.getMessage());
      }
      case CatalogueException.Unavailable index -> {
        LOG.warn("A Flight call finds no index: {}", index.getMessage());
        yield CallStatus.UNAVAILABLE.withDescription(index.words());
      }
      case OutOfMemoryException full -> {
        LOG.warn("No memory is left for a stream: {}", full.getMessage());
        yield CallStatus.RESOURCE_EXHAUSTED.withDescription(
            "too many streams at once; try again a little later");
      }
      case IOException store -> {
        // Where the bytes lie is no caller's business.
        LOG.warn("The lake could not be read for a Flight call", store);
        yield CallStatus.UNAVAILABLE.withDescription(
            "the lake can't be read now; the service's log has the reason");
      }
      default -> {
        LOG.error("A Flight call failed", failure);
        yield CallStatus.INTERNAL.withDescription("a fault of the service; its log has the reason");
      }
    };
  }
}
