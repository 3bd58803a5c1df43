package dev.fringe.storage.lake;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.bytes.RangeReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Rereads replicas, every byte of them, against the checksums that the lake knows. */
public final class Verifying {

  private static final int PIECE_BYTES = 8 << 20;

  private final DataLake lake;

  private Verifying(DataLake lake) {
    this.lake = lake;
  }

  public static Verifying in(DataLake lake) {
    return new Verifying(lake);
  }

  /**
   * Rereads all replicas that can be read; a file without any is a fault.
   *
   * @param read told the bytes read, by and by
   */
  public Verification verify(List<LakeFile> files, LongConsumer read) throws IOException {
    Map<Did, List<Replica>> all = lake.allReplicas(files.stream().map(LakeFile::did).toList());
    int count = 0;
    long[] bytes = {0};
    List<String> faults = new ArrayList<>();
    for (LakeFile file : files) {
      List<Replica> readable =
          all.getOrDefault(file.did(), List.of()).stream().filter(Replica::isAvailable).toList();
      if (readable.isEmpty()) {
        faults.add("%s has no replica that can be read".formatted(file.did()));
      }
      for (Replica replica : readable) {
        count++;
        fault(
                file,
                replica,
                passed -> {
                  bytes[0] += passed;
                  read.accept(passed);
                })
            .map(ReplicaFault::text)
            .ifPresent(faults::add);
      }
    }
    return new Verification(count, bytes[0], faults);
  }

  /**
   * The best replica whose every byte is right. The others that were tried are reported as broken.
   *
   * @throws LakeException if none is
   */
  public Replica firstSound(LakeFile file, LongConsumer read) throws IOException {
    List<String> faults = new ArrayList<>();
    for (Replica replica : lake.replicas(file.did())) {
      Optional<ReplicaFault> fault = fault(file, replica, read);
      if (fault.isEmpty()) {
        return replica;
      }
      faults.add(fault.get().text());
      fault.get().report(lake, replica);
    }
    throw new LakeException(
        faults.isEmpty()
            ? "%s has no replica that can be read".formatted(file.did())
            : "no replica of %s is sound: %s".formatted(file.did(), String.join("; ", faults)));
  }

  /** What is wrong with a replica; empty if nothing is. */
  public Optional<ReplicaFault> fault(LakeFile file, Replica replica, LongConsumer read) {
    try (RangeReader reader = lake.open(replica)) {
      Checksums found = sums(reader, read);
      return file.matches(found)
          ? Optional.empty()
          : Optional.of(
              ReplicaFault.wrongBytes(
                  "%s at %s, %s: %s, but should be %s"
                      .formatted(
                          file.did(),
                          replica.rse(),
                          replica.location(),
                          found,
                          file.describeBytes())));
    } catch (IOException unreadable) {
      String where = "%s at %s".formatted(file.did(), replica.rse());
      return Optional.of(ReplicaFault.unreadable(where + " cannot be read", unreadable));
    }
  }

  private static Checksums sums(RangeReader reader, LongConsumer read) throws IOException {
    Checksums.Running running = new Checksums.Running();
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, reader.size()));
    for (long at = 0; at < reader.size(); at += piece.limit()) {
      piece.clear().limit((int) Math.min(piece.capacity(), reader.size() - at));
      reader.readFully(at, piece);
      running.update(piece.flip());
      read.accept(piece.limit());
    }
    return running.sums();
  }
}
