package dev.fringe.storage.objects.file;

import dev.fringe.storage.bytes.AtomicFile;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The files under a folder, links followed, as they are while others come and go. */
final class FileWalk extends SimpleFileVisitor<Path> {
  private final Location prefix;
  private final Path root;
  private final List<StoredObject> found = new ArrayList<>();

  private FileWalk(Location prefix) {
    this.prefix = prefix;
    this.root = prefix.path();
  }

  static List<StoredObject> under(Location prefix, int depth) throws IOException {
    FileWalk walk = new FileWalk(prefix);
    if (!Files.isDirectory(walk.root)) {
      return List.of();
    }
    Files.walkFileTree(walk.root, Set.of(FileVisitOption.FOLLOW_LINKS), depth, walk);
    walk.found.sort(Comparator.comparing(object -> object.location().toString()));
    return List.copyOf(walk.found);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile() && !AtomicFile.isUnfinished(file)) {
      Location location = prefix.resolve(root.relativize(file).toString());
      found.add(FileStore.stored(location, attributes));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException || failure instanceof FileSystemLoopException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }
}
