package dev.fringe.bridge.flight;

import java.io.IOException;

/** The address that Arrow Flight should listen at is taken, or not this machine's. */
public final class FlightBindException extends IOException {
  private static final long serialVersionUID = 1;

  FlightBindException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
