package dev.fringe.storage.objects.http;

/** An object was replaced by another while it was read: whoever wants the new one looks again. */
public final class ReplacedException extends StoreException {

  ReplacedException(String message) {
    super(message);
  }
}
