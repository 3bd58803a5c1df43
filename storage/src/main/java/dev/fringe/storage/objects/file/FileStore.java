package dev.fringe.storage.objects.file;

import dev.fringe.storage.bytes.AtomicFile;
import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.bytes.Disk;
import dev.fringe.storage.bytes.LocalFileReader;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.ChecksumMismatchException;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoreFullException;
import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Files. They are written beside their name and renamed; folders come as they are needed. */
public final class FileStore implements ObjectStore {
  private static final int BUFFER_BYTES = 1 << 20;

  @Override
  public Optional<StoredObject> find(Location object) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(object.path(), BasicFileAttributes.class);
      return found.isRegularFile() ? Optional.of(stored(object, found)) : Optional.empty();
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
  }

  static StoredObject stored(Location location, BasicFileAttributes found) {
    String version =
        "%s-%d-%s".formatted(found.fileKey(), found.size(), found.lastModifiedTime().toInstant());
    return new StoredObject(location, found.size(), found.lastModifiedTime().toInstant(), version);
  }

  @Override
  public RangeReader open(Location object) throws IOException {
    Path file = object.path();
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "no such file");
    }
    if (Files.isDirectory(file)) {
      throw new NoSuchFileException(file.toString(), null, "a folder, where a file is needed");
    }
    return LocalFileReader.open(file);
  }

  @Override
  public List<StoredObject> list(Location prefix, int depth) throws IOException {
    return FileWalk.under(prefix, depth);
  }

  @Override
  public Checksums upload(
      Path source, Location target, Optional<Checksums> expected, LongConsumer sent)
      throws IOException {
    Checksums.Running running = new Checksums.Running();
    try (FileChannel from = FileChannel.open(source);
        AtomicFile to = AtomicFile.create(target.path())) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      while (from.read(buffer) >= 0) {
        buffer.flip();
        running.update(buffer);
        int passed = buffer.remaining();
        written(to, buffer);
        sent.accept(passed);
        buffer.clear();
      }
      Checksums sums = running.sums();
      if (expected.isPresent()) {
        ChecksumMismatchException.check(source.toString(), expected.get(), sums);
      }
      to.commit();
      return sums;
    }
  }

  @Override
  public void write(Location target, byte[] content) throws IOException {
    try (AtomicFile to = AtomicFile.create(target.path())) {
      written(to, ByteBuffer.wrap(content));
      to.commit();
    }
  }

  private static void written(AtomicFile to, ByteBuffer buffer) throws IOException {
    try {
      to.write(buffer);
    } catch (IOException failure) {
      if (Disk.reason(failure).startsWith("no space")) {
        StoreFullException full = new StoreFullException(to.target().toString());
        full.initCause(failure);
        throw full;
      }
      throw failure;
    }
  }

  @Override
  public void move(Location from, Location to) throws IOException {
    Path source = from.path();
    if (!Files.isRegularFile(source)) {
      throw new NoSuchFileException(source.toString(), null, "no such file");
    }
    Files.createDirectories(to.parent().path());
    try {
      Disk.rename(source, to.path());
    } catch (AtomicMoveNotSupportedException otherDisk) {
      upload(source, to, Optional.empty(), count -> {});
      Files.deleteIfExists(source);
    }
  }

  @Override
  public void delete(Location object) throws IOException {
    if (!Files.isDirectory(object.path())) {
      Files.deleteIfExists(object.path());
    }
  }

  @Override
  public void close() {}
}
