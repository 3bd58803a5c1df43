package dev.fringe.pipelines.lake;

import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.settings.LakeSettings;
import dev.fringe.storage.settings.Lakes;
import dev.fringe.storage.settings.Settings;
import dev.fringe.storage.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which lake is meant, and how lakes and stores are reached. */
public final class LakeOptions {

  @Option(
      names = "--lake",
      paramLabel = "NAME|FOLDER",
      description =
          "A lake of the settings, or the folder of a local one (default: defaultLake of the"
              + " settings, else fringe-lake).")
  private Optional<String> lake;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The settings (default: FRINGE_CONFIG, else ~/.config/fringe/fringe.yaml if it exists).")
  private Optional<Path> config;

  Optional<Path> config() {
    return config;
  }

  /** What was given for the lake; empty for the default. */
  public String name() {
    return lake.orElse("");
  }

  /**
   * The settings that are asked for, or found.
   *
   * @throws dev.fringe.storage.settings.SettingsException that tells all their faults
   */
  public Settings settings() {
    return SettingsFile.load(config);
  }

  /** Opens the lake; one in a folder must be there. */
  DataLake open() throws IOException {
    Settings settings = settings();
    return Lakes.open(settings, Lakes.findExisting(settings, name()));
  }

  /** Opens the lake; one in a folder is made where it is missing. */
  DataLake openOrMake() throws IOException {
    Settings settings = settings();
    LakeSettings found = Lakes.find(settings, name());
    return Lakes.open(settings, found);
  }
}
