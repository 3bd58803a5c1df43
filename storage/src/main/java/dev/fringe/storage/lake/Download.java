package dev.fringe.storage.lake;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.bytes.Disk;
import dev.fringe.storage.bytes.RangeReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Takes files out of the lake. What arrives is written to {@code .NAME.part} beside the target,
 * which a later call goes on with, and gets its name once its checksums are right. A replica that
 * can't be read or has other bytes is reported and passed over for the next.
 */
public final class Download {

  private static final int PIECE_BYTES = 8 << 20;

  private final DataLake lake;

  private Download(DataLake lake) {
    this.lake = lake;
  }

  public static Download from(DataLake lake) {
    return new Download(lake);
  }

  /**
   * Makes {@code target} the file; nothing is done if it is already.
   *
   * @param received told the bytes that are there, by and by; a negative number takes back what has
   *     to be read again
   * @throws LakeException if no replica gives the right bytes, or another process is at it
   */
  public void file(LakeFile file, Path target, LongConsumer received) throws IOException {
    file(file, lake.replicas(file.did()), target, received);
  }

  /**
   * As {@link #file(LakeFile, Path, LongConsumer)}, from these replicas only.
   *
   * @param replicas of the file, the best first
   */
  public void file(LakeFile file, List<Replica> replicas, Path target, LongConsumer received)
      throws IOException {
    if (Files.isRegularFile(target)
        && Files.size(target) == file.bytes()
        && file.matches(Checksums.of(target))) {
      received.accept(file.bytes());
      return;
    }
    Path absolute = target.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path part = absolute.resolveSibling("." + absolute.getFileName() + ".part");
    try (FileChannel out =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = lock(out, part)) {
      fetch(file, replicas, out, part, received);
      out.force(true);
      Disk.rename(part, absolute);
    }
  }

  private static FileLock lock(FileChannel out, Path part) throws IOException {
    FileLock lock;
    try {
      lock = out.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      throw new LakeException(part + " is being downloaded already", sameProcess);
    }
    if (lock == null) {
      throw new LakeException(part + " is being downloaded by another process");
    }
    return lock;
  }

  private void fetch(
      LakeFile file, List<Replica> replicas, FileChannel out, Path part, LongConsumer received)
      throws IOException {
    List<ReplicaFault> faults = new ArrayList<>();
    for (Replica replica : replicas) {
      // What an earlier call left may be of a broken replica: then the same one is read afresh.
      boolean resumed = out.size() > 0;
      try {
        if (arrives(file, replica, out, received)) {
          return;
        }
        if (resumed && arrives(file, replica, out, received)) {
          return;
        }
        faults.add(
            ReplicaFault.wrongBytes(
                "%s: other bytes than its checksums say".formatted(replica.rse())));
      } catch (TargetFault fault) {
        throw Disk.cannotWrite(part, fault.getCause());
      } catch (IOException failure) {
        faults.add(ReplicaFault.unreadable(replica.rse(), failure));
      }
      faults.getLast().report(lake, replica);
    }
    throw new LakeException(
        "%s cannot be had: %s"
            .formatted(
                file.did(),
                faults.isEmpty()
                    ? "no replica can be read"
                    : faults.stream().map(ReplicaFault::text).collect(Collectors.joining("; "))));
  }

  /** Writing failed: no other replica will help. */
  private static final class TargetFault extends IOException {
    private static final long serialVersionUID = 1;

    TargetFault(IOException cause) {
      super(cause);
    }
  }

  /** Goes on where the part ends. Whether the checksums are right; empties the part if not. */
  private boolean arrives(LakeFile file, Replica replica, FileChannel out, LongConsumer received)
      throws IOException {
    try (RangeReader in = lake.open(replica)) {
      if (in.size() != file.bytes()) {
        throw new LakeException("has %d bytes, not %d".formatted(in.size(), file.bytes()));
      }
      if (out.size() > file.bytes()) {
        out.truncate(0);
      }
      Checksums.Running sums = new Checksums.Running();
      ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
      long kept = out.size();
      for (long at = 0; at < file.bytes(); at += piece.limit()) {
        long end = at < kept ? kept : file.bytes();
        piece.clear().limit((int) Math.min(PIECE_BYTES, end - at));
        if (at < kept) {
          fill(out, at, piece);
        } else {
          in.readFully(at, piece);
          write(out, at, piece.flip());
        }
        sums.update(piece.flip());
        received.accept(piece.limit());
      }
      if (file.matches(sums.sums())) {
        return true;
      }
      received.accept(-file.bytes());
      out.truncate(0);
      return false;
    }
  }

  private static void fill(FileChannel from, long position, ByteBuffer piece) throws TargetFault {
    try {
      for (long at = position; piece.hasRemaining(); at = position + piece.position()) {
        if (from.read(piece, at) < 0) {
          throw new IOException("it was cut by another process");
        }
      }
    } catch (IOException failure) {
      throw new TargetFault(failure);
    }
  }

  private static void write(FileChannel to, long position, ByteBuffer piece) throws TargetFault {
    try {
      while (piece.hasRemaining()) {
        to.write(piece, position + piece.position());
      }
    } catch (IOException failure) {
      throw new TargetFault(failure);
    }
  }
}
