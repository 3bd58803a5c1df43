package dev.fringe.storage.store;

import java.io.IOException;

/** A store belongs to another workflow, or was written by another version. */
public final class StoreMismatchException extends IOException {

  private static final long serialVersionUID = 1;

  StoreMismatchException(String message) {
    super(message);
  }
}
