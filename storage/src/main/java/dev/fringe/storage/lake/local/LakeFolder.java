package dev.fringe.storage.lake.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.AtomicFile;
import dev.fringe.storage.lake.Rse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of a lake: {@code lake.json} (what this folder is), {@code rses.json} (to be edited by
 * hand: names, folders, attributes), {@code catalogue.log}, {@code lock}, {@code sessions/}.
 */
final class LakeFolder {

  private static final Marker MARKER = new Marker("fringe-lake", 1);
  private static final List<RseEntry> DEFAULT_RSES =
      List.of(
          new RseEntry("LOCAL-A", "rses/LOCAL-A", Map.of("tier", "1", "site", "A"), true),
          new RseEntry("LOCAL-B", "rses/LOCAL-B", Map.of("tier", "1", "site", "B"), true),
          new RseEntry("LOCAL-C", "rses/LOCAL-C", Map.of("tier", "2", "site", "C"), true));

  private final Path root;
  private final List<LocalRse> rses;

  /** What stands in {@code lake.json}. */
  record Marker(String format, int version) {}

  /** What stands in {@code rses.json}; folders are relative to the lake's, or absolute. */
  record RseEntry(String name, String folder, Map<String, String> attributes, Boolean writable) {}

  private LakeFolder(Path root, List<LocalRse> rses) {
    this.root = root;
    this.rses = rses;
  }

  /** Opens a lake's folder, and makes it a lake's if there is nothing in it. */
  static LakeFolder open(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path root = folder.toRealPath();
    Path marker = root.resolve("lake.json");
    Path rses = root.resolve("rses.json");
    if (!Files.exists(marker)) {
      requireEmpty(root);
      try (LakeLock _ = LakeLock.acquire(root.resolve("lock"))) {
        if (!Files.exists(marker)) {
          write(rses, DEFAULT_RSES);
          write(marker, MARKER);
        }
      }
    }
    Marker found = read(marker, new TypeReference<Marker>() {});
    if (!MARKER.equals(found)) {
      throw new BadDataException("%s says %s, but must say %s".formatted(marker, found, MARKER));
    }
    Files.createDirectories(root.resolve("sessions"));
    return new LakeFolder(root, readRses(root, rses));
  }

  LakeLock lock() throws IOException {
    return LakeLock.acquire(root.resolve("lock"));
  }

  Path catalogue() {
    return root.resolve("catalogue.log");
  }

  Path sessions() {
    return root.resolve("sessions");
  }

  /** By name. */
  List<LocalRse> rses() {
    return rses;
  }

  private static List<LocalRse> readRses(Path root, Path file) throws IOException {
    List<LocalRse> rses = new ArrayList<>();
    for (RseEntry entry : read(file, new TypeReference<List<RseEntry>>() {})) {
      if (entry.name() == null || entry.folder() == null) {
        throw new BadDataException("%s: %s lacks a name or folder".formatted(file, entry));
      }
      try {
        Map<String, String> attributes = entry.attributes() == null ? Map.of() : entry.attributes();
        boolean writable = entry.writable() == null || entry.writable();
        rses.add(
            new LocalRse(
                new Rse(entry.name(), attributes, writable), root.resolve(entry.folder())));
      } catch (IllegalArgumentException badName) {
        throw new BadDataException("%s: %s".formatted(file, badName.getMessage()), badName);
      }
    }
    rses.sort(Comparator.comparing(LocalRse::name));
    for (int i = 1; i < rses.size(); i++) {
      if (rses.get(i).name().equals(rses.get(i - 1).name())) {
        throw new BadDataException("%s: %s stands twice".formatted(file, rses.get(i).name()));
      }
    }
    return List.copyOf(rses);
  }

  private static void requireEmpty(Path root) throws IOException {
    try (Stream<Path> inside = Files.list(root)) {
      List<String> strange =
          inside
              .map(path -> path.getFileName().toString())
              .filter(name -> !name.startsWith(".") && !name.equals("lock"))
              .filter(name -> !name.equals("rses.json"))
              .toList();
      // Another process may be making the same lake at this moment.
      if (!strange.isEmpty() && !Files.exists(root.resolve("lake.json"))) {
        throw new BadDataException(
            "%s is no data lake: it holds %s, but no lake.json; right would be an empty folder"
                .formatted(root, strange.getFirst()));
      }
    }
  }

  private static <T> T read(Path file, TypeReference<T> type) throws IOException {
    try {
      return LakeJson.MAPPER.readValue(Files.readAllBytes(file), type);
    } catch (JsonProcessingException damaged) {
      throw new BadDataException(
          "%s is damaged: %s".formatted(file, damaged.getOriginalMessage()), damaged);
    }
  }

  private static void write(Path path, Object document) throws IOException {
    try (AtomicFile file = AtomicFile.create(path)) {
      file.write(
          ByteBuffer.wrap(
              LakeJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(document)));
      file.commit();
    }
  }
}
