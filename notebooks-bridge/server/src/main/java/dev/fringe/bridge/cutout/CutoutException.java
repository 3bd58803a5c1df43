package dev.fringe.bridge.cutout;

/**
 * A cutout that can't be made of an image, and why: there is no such axis, or none that is known.
 */
public final class CutoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CutoutException(String message) {
    super(message);
  }
}
