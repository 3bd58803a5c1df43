package dev.fringe.pipelines.elements;

import dev.fringe.storage.objects.Location;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One visibility file of a run, wherever its copies are.
 *
 * @param name what messages call it: a path, an address, or a DID
 * @param replicas addresses of its copies, the best reached first; at least one
 * @param bytes its size
 * @param version changes when its bytes do, as far as its store can tell
 * @param adler32 8 hexadecimal digits, which the survey compares with what it reads; empty where
 *     nobody has told it
 * @param passedOver copies that could not be read, or held other bytes
 */
public record InputFile(
    String name,
    List<Location> replicas,
    long bytes,
    String version,
    String adler32,
    List<PassedOver> passedOver)
    implements Serializable {

  public InputFile {
    replicas = List.copyOf(replicas);
    passedOver = List.copyOf(passedOver);
    if (replicas.isEmpty()) {
      throw new IllegalArgumentException(name + " has no replica");
    }
  }

  /** A file that has one copy, whose checksum is not known. */
  public static InputFile at(Location location, long bytes, String version) {
    String name = location.isLocal() ? location.path().toString() : location.toString();
    return new InputFile(name, List.of(location), bytes, version, "", List.of());
  }

  /** Whether its bytes can be compared with a checksum. */
  public boolean hasChecksum() {
    return !adler32.isEmpty();
  }

  /** Whether every copy is a file of this machine. */
  public boolean isNear() {
    return replicas.stream().allMatch(Location::isLocal);
  }

  /** Whether {@link #without} would leave a copy. */
  public boolean hasOthersThan(List<PassedOver> broken) {
    return replicas.stream().anyMatch(replica -> isNotAmong(broken, replica));
  }

  /** The same file without some of its copies. */
  public InputFile without(List<PassedOver> broken) {
    List<PassedOver> all = new ArrayList<>(passedOver);
    broken.stream().filter(one -> one.input().equals(name)).forEach(all::add);
    return new InputFile(
        name,
        replicas.stream().filter(replica -> isNotAmong(broken, replica)).toList(),
        bytes,
        version,
        adler32,
        all);
  }

  private boolean isNotAmong(List<PassedOver> broken, Location replica) {
    return broken.stream()
        .noneMatch(one -> one.input().equals(name) && one.replica().equals(replica.toString()));
  }
}
