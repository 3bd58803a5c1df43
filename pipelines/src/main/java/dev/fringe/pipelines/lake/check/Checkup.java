package dev.fringe.pipelines.lake.check;

import dev.fringe.storage.endpoints.ObjectStores;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.settings.LakeSettings;
import dev.fringe.storage.settings.Lakes;
import dev.fringe.storage.settings.LocalLake;
import dev.fringe.storage.settings.RucioLake;
import dev.fringe.storage.settings.Settings;
import dev.fringe.storage.settings.SettingsException;
import dev.fringe.storage.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** All steps, in the order in which one needs the other. */
public final class Checkup {

  private final Optional<Path> config;
  private final String lakeName;
  private final boolean mayWrite;

  /**
   * @param config the file named on the command line
   * @param lakeName a lake of the settings or a folder; empty for the default lake
   * @param mayWrite whether tiny objects may be written where new files could go
   */
  public Checkup(Optional<Path> config, String lakeName, boolean mayWrite) {
    this.config = config;
    this.lakeName = lakeName;
    this.mayWrite = mayWrite;
  }

  /** Runs the steps; tells each finding as it comes. */
  public void run(Consumer<Finding> found) {
    Optional<Settings> settings = settings(found);
    if (settings.isEmpty()) {
      return;
    }
    cache(settings.get(), found);
    new EndpointSteps(settings.get(), found).run();
    Optional<LakeSettings> lake = lake(settings.get(), found);
    if (lake.isEmpty()) {
      return;
    }
    try (ObjectStore stores = ObjectStores.of(settings.get().endpoints())) {
      ObjectProbe probe = new ObjectProbe(stores, mayWrite);
      switch (lake.get()) {
        case LocalLake local -> new LocalSteps(local, probe, found).run();
        case RucioLake rucio -> new RucioSteps(rucio, probe, found).run();
      }
    } catch (IOException e) {
      found.accept(Finding.warn("object stores", "closing failed: " + e.getMessage(), "try again"));
    }
  }

  private Optional<Settings> settings(Consumer<Finding> found) {
    Optional<Path> file = SettingsFile.find(config, System.getenv());
    if (file.isEmpty()) {
      found.accept(
          Finding.ok(
              "settings",
              "no file at %s: the lake is a folder, object stores are as their own tools see them"
                  .formatted(SettingsFile.usual(System.getenv()))));
      return Optional.of(Settings.none());
    }
    try {
      Settings settings = SettingsFile.read(file.get());
      found.accept(
          Finding.ok(
              "settings",
              "%s: %d lakes, %d endpoints"
                  .formatted(file.get(), settings.lakes().size(), settings.endpoints().size())));
      if (FileGuard.othersMayWrite(file.get())) {
        found.accept(
            Finding.warn(
                "settings",
                "others may change %s, and so where your credentials are sent"
                    .formatted(file.get()),
                "chmod go-w " + file.get()));
      }
      return Optional.of(settings);
    } catch (SettingsException faults) {
      found.accept(
          Finding.fail(
              "settings", faults.getMessage(), "mend these lines; the README has examples"));
      return Optional.empty();
    }
  }

  private static void cache(Settings settings, Consumer<Finding> found) {
    Path folder = Path.of(settings.cache().folder());
    Path nearest = folder.toAbsolutePath();
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (nearest == null || !Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
      found.accept(
          Finding.fail(
              "cache",
              "%s cannot be made or written".formatted(folder),
              "set cache.folder to a folder of yours"));
      return;
    }
    long free = nearest.toFile().getUsableSpace();
    if (free < settings.cache().bytes()) {
      found.accept(
          Finding.warn(
              "cache",
              "%s may hold %.1f GB, but its disk has %.1f GB free"
                  .formatted(folder, settings.cache().bytes() / 1e9, free / 1e9),
              "set cache.size smaller, or cache.folder to a larger disk"));
    } else {
      found.accept(Finding.ok("cache", folder.toString()));
    }
  }

  private Optional<LakeSettings> lake(Settings settings, Consumer<Finding> found) {
    try {
      LakeSettings lake = Lakes.findExisting(settings, lakeName);
      String name = lakeName.isEmpty() ? settings.defaultLake() : lakeName;
      found.accept(Finding.ok("lake", (name.isEmpty() ? "" : name + ": ") + lake.describe()));
      return Optional.of(lake);
    } catch (SettingsException missing) {
      found.accept(
          Finding.fail(
              "lake",
              missing.getMessage(),
              "name one with --lake, or set defaultLake; a run makes a folder's lake itself"));
      return Optional.empty();
    }
  }
}
