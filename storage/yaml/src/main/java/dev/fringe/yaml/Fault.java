package dev.fringe.yaml;

import java.io.Serializable;

/**
 * One thing that is wrong with a text.
 *
 * @param path the field: {@code spec.image.cell}; empty where the whole text is at fault
 * @param origin where it was written, or should have been
 * @param value as it was written, shortened where long; empty where nothing was
 * @param message what is wrong with it and what would be right
 */
public record Fault(String path, Origin origin, String value, String message)
    implements Serializable {

  /**
   * As compilers do: {@code first-light.yaml:9: spec.image.cell: "2 arcsecs" is not an angle ...}
   */
  @Override
  public String toString() {
    return origin + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
