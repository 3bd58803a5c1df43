package dev.fringe.storage.lake;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One copy of a file.
 *
 * @param file whose copy it is
 * @param rse name of the RSE that holds it
 * @param location where its bytes are
 * @param bytes size
 * @param adler32 8 hexadecimal digits
 * @param md5 32 hexadecimal digits
 * @param state whether it can be read
 */
public record Replica(
    Did file, String rse, URI location, long bytes, String adler32, String md5, State state) {

  public enum State {
    /** Registered, but its bytes are not known to be there yet. */
    COPYING,
    AVAILABLE
  }

  /** The replica as a file of this machine, if it is one. */
  public Optional<Path> localPath() {
    return "file".equals(location.getScheme()) ? Optional.of(Path.of(location)) : Optional.empty();
  }
}
