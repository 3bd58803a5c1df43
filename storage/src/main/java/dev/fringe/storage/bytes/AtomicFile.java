package dev.fringe.storage.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that has its name only once it is complete: written under a temporary name beside it,
 * forced to the disk, then renamed. Closing without {@link #commit} removes the temporary file, and
 * leaves what had the name before as it was.
 */
public final class AtomicFile implements AutoCloseable {
  private static final String SUFFIX = ".part";

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private boolean committed;

  private AtomicFile(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
  }

  /** Begins a file; its folder is made where it is missing. */
  public static AtomicFile create(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null) {
      throw new IOException(target + " cannot be a file's name");
    }
    Files.createDirectories(folder);
    // No random name from createTempFile: its 0600 permissions would stay on the finished file.
    Path temporary =
        folder.resolve(
            "."
                + name
                + "."
                + ProcessHandle.current().pid()
                + "."
                + Long.toString(System.nanoTime(), Character.MAX_RADIX)
                + SUFFIX);
    FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    return new AtomicFile(target, temporary, channel);
  }

  /** Whether a file is one that was begun here and not committed, or not yet. */
  public static boolean isUnfinished(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(".") && name.endsWith(SUFFIX);
  }

  /** The file's name once it is complete. */
  public Path target() {
    return target;
  }

  /** Bytes written so far. */
  public long position() throws IOException {
    return channel.position();
  }

  /** Appends what remains of {@code source}. */
  public void write(ByteBuffer source) throws IOException {
    while (source.hasRemaining()) {
      channel.write(source);
    }
  }

  /** Writes over what stands at {@code position}; the end of the file stays where it is. */
  public void writeAt(long position, ByteBuffer source) throws IOException {
    long at = position;
    while (source.hasRemaining()) {
      at += channel.write(source, at);
    }
  }

  /** Gives the file its name. To be called once, when everything is written. */
  public void commit() throws IOException {
    channel.force(true);
    commitUnforced();
  }

  /**
   * {@link #commit} without waiting for the disk, for files that can be made again: whole if this
   * process dies, perhaps not if the machine does.
   */
  public void commitUnforced() throws IOException {
    channel.close();
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    committed = true;
  }

  @Override
  public void close() throws IOException {
    if (!committed) {
      try {
        channel.close();
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
  }
}
