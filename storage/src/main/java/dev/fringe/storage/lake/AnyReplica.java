package dev.fringe.storage.lake;

import dev.fringe.storage.bytes.RangeReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** A file read from its best replica, and from the next where one fails. */
final class AnyReplica implements RangeReader {

  private final DataLake lake;
  private final LakeFile file;
  private final Deque<Replica> left;
  private Opened current;

  private record Opened(Replica replica, RangeReader reader) {}

  private AnyReplica(DataLake lake, LakeFile file, Deque<Replica> left) throws IOException {
    this.lake = lake;
    this.file = file;
    this.left = left;
    this.current = openNext();
  }

  static AnyReplica open(DataLake lake, LakeFile file) throws IOException {
    Deque<Replica> replicas = new ArrayDeque<>(lake.replicas(file.did()));
    if (replicas.isEmpty()) {
      throw new LakeException.NotFound(
          "%s has no replica that can be read: no rule keeps one, or none is there yet"
              .formatted(file.did()));
    }
    return new AnyReplica(lake, file, replicas);
  }

  @Override
  public long size() {
    return file.bytes();
  }

  @Override
  public void readFully(long position, ByteBuffer target) throws IOException {
    if (position + target.remaining() > file.bytes()) {
      throw new EOFException(description() + " ends at byte " + file.bytes());
    }
    int start = target.position();
    while (true) {
      Opened used = current();
      try {
        used.reader().readFully(position, target);
        return;
      } catch (IOException failure) {
        target.position(start);
        passOver(used, failure);
      }
    }
  }

  @Override
  public String description() {
    return file.did().toString();
  }

  @Override
  public synchronized void close() throws IOException {
    current.reader().close();
  }

  private synchronized Opened current() {
    return current;
  }

  /** Several threads may see the same replica fail; the first of them replaces it. */
  private synchronized void passOver(Opened failed, IOException failure) throws IOException {
    if (!failed.equals(current)) {
      return;
    }
    if (left.isEmpty()) {
      throw failure;
    }
    ReplicaFault.unreadable("cannot be read", failure).report(lake, failed.replica());
    failed.reader().close();
    current = openNext();
  }

  private Opened openNext() throws IOException {
    while (true) {
      Replica replica = left.removeFirst();
      try {
        return new Opened(replica, openWhole(replica));
      } catch (IOException failure) {
        ReplicaFault.unreadable("cannot be read", failure).report(lake, replica);
        if (left.isEmpty()) {
          throw failure;
        }
      }
    }
  }

  private RangeReader openWhole(Replica replica) throws IOException {
    RangeReader reader = lake.open(replica);
    if (reader.size() != file.bytes()) {
      long size = reader.size();
      reader.close();
      throw new LakeException(
          "%s at %s has %d bytes, not %d".formatted(file.did(), replica.rse(), size, file.bytes()));
    }
    return reader;
  }
}
