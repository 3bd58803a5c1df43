package dev.fringe.storage.lake.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fringe.storage.bytes.Disk;
import dev.fringe.storage.lake.Did;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A change in progress, and a file that proves that its process lives: the system lets go of the
 * lock when the process dies. The file lists the replicas that the change may add or remove; where
 * a dead session's replicas are not in the catalogue, they are leftovers.
 */
final class Session implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final LakeFolder folder;
  private final Path file;
  private final FileChannel channel;
  private final Touched touched;

  /** Replicas that a session may add or remove. */
  record Touched(List<Did> files, List<String> rses) {}

  private Session(LakeFolder folder, Path file, FileChannel channel, Touched touched) {
    this.folder = folder;
    this.file = file;
    this.channel = channel;
    this.touched = touched;
  }

  /** Begins a session, and ends those of dead processes. The caller holds the lake's lock. */
  static Session open(LakeFolder folder, Catalogue catalogue, Touched touched) throws IOException {
    sweep(folder, catalogue);
    Path file = folder.sessions().resolve(UUID.randomUUID().toString());
    JvmWide.sessions().put(file.toString(), true);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      channel.lock();
      ByteBuffer bytes = ByteBuffer.wrap(LakeJson.MAPPER.writeValueAsBytes(touched));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      return new Session(folder, file, channel, touched);
    } catch (IOException | RuntimeException failure) {
      JvmWide.sessions().remove(file.toString());
      throw failure;
    }
  }

  /** Where this session's copies for an RSE wait. */
  Path staging(LocalRse rse) {
    return rse.staging(file.getFileName().toString());
  }

  /** Removes replicas of this session that are not in the catalogue. The caller holds the lock. */
  void removeUnknown(Catalogue catalogue) throws IOException {
    removeUnknown(folder, catalogue, touched);
  }

  /** Removes what waits, and the session. */
  @Override
  public void close() throws IOException {
    try {
      for (LocalRse rse : folder.rses()) {
        removeStaging(rse, file);
      }
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      // What the session was for has happened, or has failed for a reason of its own.
      LOG.warn("a later session has to tidy up after {}: {}", file, failure.toString());
    } finally {
      channel.close();
      JvmWide.sessions().remove(file.toString());
    }
  }

  private static void sweep(LakeFolder folder, Catalogue catalogue) throws IOException {
    List<Path> sessions;
    try (Stream<Path> listed = Files.list(folder.sessions())) {
      sessions = listed.toList();
    }
    for (Path file : sessions) {
      // Opening and closing a file of a session of ours would let go of its lock.
      if (!JvmWide.sessions().containsKey(file.toString())) {
        try {
          sweep(folder, catalogue, file);
        } catch (IOException failure) {
          LOG.warn("cannot tidy up after {}: {}", file, failure.toString());
        }
      }
    }
  }

  private static void sweep(LakeFolder folder, Catalogue catalogue, Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      try (FileLock lock = channel.tryLock()) {
        if (lock == null) {
          return;
        }
        removeUnknown(folder, catalogue, readTouched(channel));
        for (LocalRse rse : folder.rses()) {
          removeStaging(rse, file);
        }
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException ended) {
      return;
    }
  }

  /** A session that died before it wrote its list had nothing to list. */
  private static Touched readTouched(FileChannel channel) throws IOException {
    try {
      return LakeJson.MAPPER.readValue(
          Channels.newInputStream(channel).readAllBytes(), Touched.class);
    } catch (JsonProcessingException unfinished) {
      return new Touched(List.of(), List.of());
    }
  }

  private static void removeUnknown(LakeFolder folder, Catalogue catalogue, Touched touched)
      throws IOException {
    for (Did did : touched.files()) {
      List<String> known =
          catalogue.read(
              state ->
                  state
                      .owner(HashedPath.of(did))
                      .flatMap(state::findFile)
                      .map(Entries.FileEntry::rses)
                      .orElse(List.of()));
      for (LocalRse rse : folder.rses()) {
        if (touched.rses().contains(rse.name()) && !known.contains(rse.name())) {
          Files.deleteIfExists(rse.replica(did));
        }
      }
    }
  }

  private static void removeStaging(LocalRse rse, Path session) throws IOException {
    Disk.deleteTree(rse.staging(session.getFileName().toString()));
  }
}
