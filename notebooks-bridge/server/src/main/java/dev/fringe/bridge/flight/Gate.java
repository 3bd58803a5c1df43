package dev.fringe.bridge.flight;

import dev.fringe.bridge.catalogue.Product;
import java.util.Optional;

/** Who may have what. */
@FunctionalInterface
public interface Gate {

  /** Everybody may have everything: on a laptop. */
  Gate OPEN = authorization -> product -> true;

  /**
   * Looks at a call's {@code Authorization} header, if it has one.
   *
   * @throws InvalidTokenException if its token isn't valid
   */
  Visitor visitor(Optional<String> authorization);

  /** Somebody who calls. */
  @FunctionalInterface
  interface Visitor {
    boolean mayRead(Product product);
  }

  /** A token that is no good; the message says why, without it. */
  final class InvalidTokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidTokenException(String message) {
      super(message);
    }
  }
}
