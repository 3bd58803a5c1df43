package dev.fringe.storage.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Comes down from a DID to its files. */
final class FilesOf {

  /** More than any observation has; a listing beyond is a mistake, not an input. */
  static final int MOST_FILES = 1_000_000;

  private final DataLake lake;
  private final int mostFiles;
  private final Set<Did> open = new LinkedHashSet<>();
  private final Set<Did> done = new LinkedHashSet<>();
  private final Map<Did, LakeFile> files = new LinkedHashMap<>();

  private FilesOf(DataLake lake, int mostFiles) {
    this.lake = lake;
    this.mostFiles = mostFiles;
  }

  static FilesOf in(DataLake lake) {
    return new FilesOf(lake, MOST_FILES);
  }

  static FilesOf in(DataLake lake, int mostFiles) {
    return new FilesOf(lake, mostFiles);
  }

  List<LakeFile> resolve(Did did) throws IOException {
    visit(did);
    return new ArrayList<>(files.values());
  }

  private void visit(Did did) throws IOException {
    if (done.contains(did)) {
      return;
    }
    if (!open.add(did)) {
      throw new LakeException(
          "container %s holds itself, by way of %s".formatted(did, String.join(", ", names())));
    }
    switch (lake.kind(did).orElseThrow(() -> unknown(did))) {
      case FILE -> add(lake.file(did));
      case DATASET -> {
        for (LakeFile file : lake.dataset(did).files()) {
          add(file);
        }
      }
      case CONTAINER -> {
        for (Did child : lake.children(did)) {
          visit(child);
        }
      }
    }
    open.remove(did);
    done.add(did);
  }

  private void add(LakeFile file) throws LakeException {
    files.put(file.did(), file);
    if (files.size() > mostFiles) {
      throw new LakeException(
          "%s holds more than %d files; name a part of it"
              .formatted(open.iterator().next(), mostFiles));
    }
  }

  private List<String> names() {
    return open.stream().map(Did::toString).toList();
  }

  private static LakeException.NotFound unknown(Did did) {
    return new LakeException.NotFound(
        "no file, dataset or container %s in the lake".formatted(did));
  }
}
