package dev.fringe.storage.bytes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** What the disk is asked for besides reading and writing. */
public final class Disk {

  private Disk() {}

  /** Renames over whatever stands there, in one step that survives a crash of the machine. */
  public static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(to.toAbsolutePath().getParent());
  }

  /** Deletes a file or a folder with all that is in it, if it exists; links are not followed. */
  public static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(root, new Deletion());
  }

  /** Others may delete in the same folders at the same time. */
  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      return goneOr(failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      if (failure != null) {
        goneOr(failure);
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }

    private static FileVisitResult goneOr(IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }

  /** The failure of writing {@code target}, told so that a full disk is seen at once. */
  public static IOException cannotWrite(Path target, Throwable failure) {
    return new IOException("cannot write %s: %s".formatted(target, reason(failure)), failure);
  }

  /** A failure in one line, a full disk in plain words. */
  public static String reason(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("No space left") || message.contains("Disk quota")
        ? "no space left on the disk (" + message + ")"
        : failure.getClass().getSimpleName() + ": " + message;
  }

  private static void forceFolder(Path folder) {
    // Some systems can't force folders; there the rename is as durable as the system makes it.
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unsupported) {
      return;
    }
  }
}
