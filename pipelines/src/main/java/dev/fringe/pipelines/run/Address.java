package dev.fringe.pipelines.run;

import dev.fringe.storage.objects.Location;
import java.nio.file.Path;

/** What a workflow writes where a file, a prefix or a folder is meant. */
final class Address {

  private Address() {}

  /**
   * Reads an address, or a path.
   *
   * @param folder that a relative path begins at
   * @param field that holds it, for the message
   * @throws UsageException if it is neither
   */
  static Location of(String text, Path folder, String field) {
    try {
      return text.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*")
          ? Location.parse(text)
          : Location.of(folder.resolve(text));
    } catch (IllegalArgumentException e) {
      throw new UsageException(field + ": " + e.getMessage());
    }
  }
}
