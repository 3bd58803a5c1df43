package dev.fringe.storage.objects;

import java.nio.file.FileSystemException;

/** A store, or the quota in it, has no room left. Trying again does not help; somebody must act. */
public final class StoreFullException extends FileSystemException {

  public StoreFullException(String what) {
    super(what, null, "no space left in the store");
  }
}
