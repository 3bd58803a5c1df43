package dev.fringe.storage.settings;

/**
 * A lake in a folder of this machine, or of a disk that all workers share.
 *
 * @param path of the folder
 */
public record LocalLake(String path) implements LakeSettings {

  /** The folder, in the working folder, that is the lake where nothing else is said. */
  public static final String DEFAULT_FOLDER = "fringe-lake";

  @Override
  public String describe() {
    return "local, " + path;
  }
}
