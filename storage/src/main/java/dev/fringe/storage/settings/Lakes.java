package dev.fringe.storage.settings;

import dev.fringe.storage.endpoints.ObjectStores;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.local.LocalDataLake;
import dev.fringe.storage.lake.rucio.RucioDataLake;
import dev.fringe.storage.lake.rucio.RucioOptions;
import dev.fringe.yaml.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds and opens the lake that a user means. */
public final class Lakes {

  private Lakes() {}

  /**
   * The lake that is meant by a text of the command line.
   *
   * @param name of a lake in the settings, or a folder; empty for the default lake
   */
  public static LakeSettings find(Settings settings, String name) {
    String wanted = name.isEmpty() ? settings.defaultLake() : name;
    if (wanted.isEmpty()) {
      return new LocalLake(absolute(LocalLake.DEFAULT_FOLDER));
    }
    LakeSettings named = settings.lakes().get(wanted);
    return named != null ? named : new LocalLake(absolute(wanted));
  }

  /**
   * As {@link #find}, refusing a folder that is not there: what only reads shall not make a lake of
   * a typing error.
   *
   * @throws SettingsException that tells the lakes there are
   */
  public static LakeSettings findExisting(Settings settings, String name) {
    LakeSettings found = find(settings, name);
    if (found instanceof LocalLake(String path) && !Files.isDirectory(Path.of(path))) {
      Map<String, LakeSettings> lakes = settings.lakes();
      throw new SettingsException(
          "there is no lake \"%s\"%s: %s, and %s is no folder"
              .formatted(
                  name.isEmpty() ? path : name,
                  Suggestion.question(name, lakes.keySet()),
                  lakes.isEmpty()
                      ? "the settings name none"
                      : "the settings name " + String.join(", ", lakes.keySet()),
                  path));
    }
    return found;
  }

  /** Opens the lake that is meant by {@code name}, as {@link #find} tells. */
  public static DataLake open(Settings settings, String name) throws IOException {
    return open(settings, find(settings, name));
  }

  /**
   * Opens a lake. Credentials are found now, by this process.
   *
   * @param settings whose endpoints are used for its objects
   */
  public static DataLake open(Settings settings, LakeSettings lake) throws IOException {
    return switch (lake) {
      case LocalLake(String path) -> LocalDataLake.at(Path.of(path));
      case RucioLake rucio ->
          RucioDataLake.of(
              RucioClients.open(rucio),
              ObjectStores.of(settings.endpoints()),
              RucioOptions.defaults()
                  .preferring(rucio.prefer())
                  .uploadingTo(rucio.upload().isEmpty() ? List.of() : List.of(rucio.upload())));
    };
  }

  private static String absolute(String folder) {
    return Path.of(folder).toAbsolutePath().normalize().toString();
  }
}
