package dev.fringe.storage.objects.http;

import java.io.IOException;

/** What a store refuses, and would refuse again. */
public final class StoreException extends IOException {

  public StoreException(String message) {
    super(message);
  }
}
