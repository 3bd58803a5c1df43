package dev.fringe.storage.objects.http;

import java.io.IOException;

/** What a store refuses, and would refuse again. */
public sealed class StoreException extends IOException permits ReplacedException {

  public StoreException(String message) {
    super(message);
  }
}
