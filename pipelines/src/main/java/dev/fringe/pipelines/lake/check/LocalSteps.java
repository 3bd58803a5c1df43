package dev.fringe.pipelines.lake.check;

import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Rse;
import dev.fringe.storage.lake.local.LocalDataLake;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.settings.LocalLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A lake in a folder. */
final class LocalSteps {

  private static final long LITTLE_BYTES = 1_000_000_000;

  private final Path folder;
  private final ObjectProbe probe;
  private final Consumer<Finding> found;

  LocalSteps(LocalLake lake, ObjectProbe probe, Consumer<Finding> found) {
    this.folder = Path.of(lake.path());
    this.probe = probe;
    this.found = found;
  }

  void run() {
    try (DataLake lake = LocalDataLake.at(folder)) {
      List<String> scopes = lake.scopes();
      found.accept(
          Finding.ok(
              "catalogue",
              scopes.isEmpty() ? "nothing published yet" : "scopes " + String.join(", ", scopes)));
      for (Rse rse : lake.rses()) {
        found.accept(Finding.ok("RSE " + rse.name(), rse.attributes().toString()));
      }
    } catch (IOException | RuntimeException failure) {
      found.accept(
          Finding.fail(
              "catalogue", Cause.of(failure), "is this the folder of a lake? name another"));
      return;
    }
    if (!Files.isWritable(folder)) {
      found.accept(
          Finding.warn("folder", folder + " cannot be written", "nothing can be published there"));
      return;
    }
    long free = folder.toFile().getUsableSpace();
    found.accept(
        free < LITTLE_BYTES
            ? Finding.warn(
                "folder", "%.1f GB free".formatted(free / 1e9), "make room, or use another disk")
            : Finding.ok("folder", "%.1f GB free".formatted(free / 1e9)));
    found.accept(probe.examine("folder", Location.of(folder), true));
  }
}
