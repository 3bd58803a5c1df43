package dev.fringe.bridge.flight;

import java.util.Optional;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallInfo;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightProducer.CallContext;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.RequestContext;

/** Whoever a call comes from: learnt from its headers, asked when it is answered. */
final class Caller implements FlightServerMiddleware {
  static final Key<Caller> KEY = Key.of("fringe.caller");

  private final Gate gate;
  private final Optional<String> authorization;

  private Caller(Gate gate, Optional<String> authorization) {
    this.gate = gate;
    this.authorization = authorization;
  }

  static Factory<Caller> by(Gate gate) {
    return new Factory<>() {
      @Override
      public Caller onCallStarted(CallInfo info, CallHeaders headers, RequestContext context) {
        return new Caller(gate, Optional.ofNullable(headers.get("authorization")));
      }
    };
  }

  /** Who calls, and what they may read. */
  static Gate.Visitor of(CallContext context) {
    Caller caller = context.getMiddleware(KEY);
    try {
      return caller.gate.visitor(caller.authorization);
    } catch (Gate.InvalidTokenException e) {
      throw RequestException.of(CallStatus.UNAUTHENTICATED, e.getMessage());
    }
  }

  static boolean isAnonymous(CallContext context) {
    return context.getMiddleware(KEY).authorization.isEmpty();
  }

  @Override
  public void onBeforeSendingHeaders(CallHeaders headers) {}

  @Override
  public void onCallCompleted(CallStatus status) {}

  @Override
  public void onCallErrored(Throwable error) {}
}
