package dev.fringe.storage.lake;

import dev.fringe.storage.objects.Location;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One copy of a file.
 *
 * @param file whose copy it is
 * @param rse name of the RSE that holds it
 * @param location where its bytes are, in whatever scheme its RSE has
 * @param bytes size
 * @param adler32 8 hexadecimal digits; empty where the lake has none
 * @param md5 32 hexadecimal digits; empty where the lake has none
 * @param state whether it can be read
 */
public record Replica(
    Did file, String rse, URI location, long bytes, String adler32, String md5, State state) {

  public enum State {
    /** Registered, but its bytes are not known to be there yet. */
    COPYING,
    AVAILABLE,
    /** Its RSE or the replica itself can't be read for now. */
    UNAVAILABLE,
    BEING_DELETED,
    /** Declared broken: its bytes are lost or wrong. */
    BAD
  }

  public boolean isAvailable() {
    return state == State.AVAILABLE;
  }

  /** The replica as an object that stores can open, if it is at an address of their kinds. */
  public Optional<Location> object() {
    try {
      return Optional.of(new Location(location));
    } catch (IllegalArgumentException otherKind) {
      return Optional.empty();
    }
  }

  /** The replica as a file of this machine, if it is one. */
  public Optional<Path> localPath() {
    return "file".equals(location.getScheme()) ? Optional.of(Path.of(location)) : Optional.empty();
  }
}
