package dev.fringe.storage.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Ranges of a file on a local disk. */
public final class LocalFileReader implements RangeReader {
  /**
   * The channel copies through a direct buffer of its own, as large as the request, and keeps it;
   * pieces of this size keep that buffer small and in the cache.
   */
  private static final int PIECE_BYTES = 1 << 20;

  private final String description;
  private final FileChannel channel;
  private final long size;

  private LocalFileReader(String description, FileChannel channel, long size) {
    this.description = description;
    this.channel = channel;
    this.size = size;
  }

  /**
   * Opens a file.
   *
   * @throws IOException naming the file, if it is missing, a folder, or not readable
   */
  public static LocalFileReader open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder; a file is needed");
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    }
    try {
      return new LocalFileReader(file.toString(), channel, channel.size());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void readFully(long position, ByteBuffer target) throws IOException {
    int end = target.limit();
    long from = position;
    try {
      while (target.position() < end) {
        target.limit(Math.min(end, target.position() + PIECE_BYTES));
        int count = channel.read(target, from);
        if (count < 0) {
          throw new EOFException(description + " ends at byte " + from);
        }
        from += count;
      }
    } finally {
      target.limit(end);
    }
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
