package dev.fringe.storage.store;

import dev.fringe.storage.bytes.AtomicFile;
import dev.fringe.storage.bytes.Disk;
import dev.fringe.storage.store.VisibilityStore.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where a store's items lie below its root, and how those of columns are written. */
final class ItemLayout {

  static final String MANIFEST = "manifest.json";

  /** No document comes near. */
  static final long LARGEST_DOCUMENT = 256L << 20;

  private ItemLayout() {}

  static String subfolder(Kind kind) {
    return kind == Kind.SAMPLES ? "samples" : kind.name().toLowerCase(Locale.ROOT) + "s";
  }

  static String suffix(Kind kind) {
    return kind == Kind.DOCUMENT ? ".json" : ".arrow";
  }

  static void writeColumns(Path path, List<Column> columns) throws IOException {
    try (AtomicFile file = AtomicFile.create(path)) {
      ColumnFileWriter.write(
          file,
          columns,
          Map.of("fringe.store.version", Integer.toString(StoreManifest.CURRENT_VERSION)));
      file.commitUnforced();
    } catch (IOException failure) {
      throw Disk.cannotWrite(path, failure);
    }
  }
}
