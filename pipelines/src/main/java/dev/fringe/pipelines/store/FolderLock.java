package dev.fringe.pipelines.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That a run is alone with its scratch folder, among all processes. The file of the lock lies
 * beside the folder, which comes and goes, and is gone when the lock is given back.
 */
final class FolderLock implements RunLock {

  /** An operating system's locks belong to processes: within this one, these are held. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock of a scratch folder; empty if another run has it. */
  static Optional<RunLock> take(Path scratch) throws IOException {
    Path file = scratch.resolveSibling(scratch.getFileName() + SUFFIX);
    Files.createDirectories(scratch.toAbsolutePath().getParent());
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    Optional<RunLock> lock = Optional.empty();
    try {
      lock = takeAmongProcesses(file);
      return lock;
    } finally {
      if (lock.isEmpty()) {
        HELD.remove(file);
      }
    }
  }

  /**
   * Whoever gives the lock back deletes its file: what was locked may be a file that has no name
   * any more, beside a new one that somebody else has locked. So the file under the name must be
   * the same before it is opened and after it is locked; while it is open, no other can be taken
   * for it.
   */
  private static Optional<RunLock> takeAmongProcesses(Path file) throws IOException {
    while (true) {
      create(file);
      FileChannel channel = null;
      boolean taken = false;
      try {
        Object before = identity(file);
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
          return Optional.empty();
        }
        taken = Objects.equals(before, identity(file));
        if (taken) {
          return Optional.of(new FolderLock(file, channel));
        }
      } catch (NoSuchFileException e) {
        // Deleted by the one who had the lock: there is a new one to take.
      } finally {
        if (channel != null && !taken) {
          channel.close();
        }
      }
    }
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // As good.
    }
  }

  private static Object identity(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? file : key;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    } finally {
      HELD.remove(file);
    }
  }
}
