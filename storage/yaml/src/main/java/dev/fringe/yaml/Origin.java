package dev.fringe.yaml;

import java.io.Serializable;

/**
 * Where a value was written.
 *
 * @param source a file's name, or the setting of the command line
 * @param line counted from 1; 0 where there are no lines
 */
public record Origin(String source, int line) implements Serializable {

  public static Origin of(String source) {
    return new Origin(source, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
