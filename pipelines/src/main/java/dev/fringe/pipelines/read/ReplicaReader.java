package dev.fringe.pipelines.read;

import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.pipelines.elements.PassedOver;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads an input from the best of its replicas; one that cannot be opened, has another size, or
 * fails in the middle is passed over for the next, and told.
 */
final class ReplicaReader implements RangeReader {

  private final InputFile input;
  private final Opener opener;
  private final Consumer<PassedOver> told;
  private final List<PassedOver> failures = new ArrayList<>();
  private int next;
  private volatile RangeReader current;
  private volatile boolean isClosed;

  private ReplicaReader(InputFile input, Opener opener, Consumer<PassedOver> told) {
    this.input = input;
    this.opener = opener;
    this.told = told;
  }

  /** How an address is opened. */
  @FunctionalInterface
  interface Opener {
    RangeReader open(Location location) throws IOException;
  }

  /**
   * Opens the first replica that can be.
   *
   * @param told of each that is passed over
   * @throws IOException if none can be, with every reason
   */
  static ReplicaReader open(InputFile input, Opener opener, Consumer<PassedOver> told)
      throws IOException {
    ReplicaReader reader = new ReplicaReader(input, opener, told);
    reader.openNext();
    return reader;
  }

  private void openNext() throws IOException {
    while (next < input.replicas().size()) {
      Location replica = input.replicas().get(next);
      try {
        current = opened(replica);
        return;
      } catch (IOException e) {
        passOver(e);
      }
    }
    if (failures.size() == 1) {
      PassedOver only = failures.getFirst();
      throw new IOException("%s: %s".formatted(input.name(), only.reason()));
    }
    throw new IOException(
        "%s: none of its %d replicas can be read: %s"
            .formatted(
                input.name(),
                failures.size(),
                String.join(
                    "; ",
                    failures.stream()
                        .map(failure -> failure.replica() + ": " + failure.reason())
                        .toList())));
  }

  private RangeReader opened(Location replica) throws IOException {
    RangeReader reader = opener.open(replica);
    if (reader.size() == input.bytes()) {
      return reader;
    }
    try (reader) {
      throw new IOException(
          "it has %d bytes, and should have %d".formatted(reader.size(), input.bytes()));
    }
  }

  private void passOver(IOException failure) {
    PassedOver one =
        new PassedOver(
            input.name(),
            input.replicas().get(next).toString(),
            String.valueOf(failure.getMessage()));
    failures.add(one);
    next++;
    if (next < input.replicas().size()) {
      told.accept(one);
    }
  }

  @Override
  public long size() {
    return input.bytes();
  }

  @Override
  public void readFully(long position, ByteBuffer target) throws IOException {
    int start = target.position();
    while (true) {
      RangeReader used = current;
      try {
        used.readFully(position, target);
        return;
      } catch (IOException e) {
        if (isClosed || position + target.limit() - start > input.bytes()) {
          throw e;
        }
        target.position(start);
        replace(used, e);
      }
    }
  }

  private synchronized void replace(RangeReader failed, IOException failure) throws IOException {
    // Several threads may fail on one replica: the first of them replaces it for all.
    if (current == failed) {
      closeQuietly(failed);
      passOver(failure);
      openNext();
    }
  }

  private void closeQuietly(RangeReader reader) {
    try (reader) {
      return;
    } catch (IOException e) {
      return; // It has failed already, and that is told.
    }
  }

  /** The input's name, not a replica's address. */
  @Override
  public String description() {
    return input.name();
  }

  @Override
  public void close() throws IOException {
    isClosed = true;
    current.close();
  }
}
