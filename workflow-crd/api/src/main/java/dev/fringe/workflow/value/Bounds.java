package dev.fringe.workflow.value;

import java.util.Optional;

/** The two sides of {@code from .. to}, either of which may be left open, but not both. */
record Bounds(Optional<String> from, Optional<String> to) {

  static Bounds of(String text, String what, String example) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      throw new UnreadableValueException(
          "\""
              + text
              + "\" is not a range of "
              + what
              + ": write two bounds, such as \""
              + example
              + "\", of which one may be left out");
    }
    Bounds bounds = new Bounds(side(text.substring(0, dots)), side(text.substring(dots + 2)));
    if (bounds.from.isEmpty() && bounds.to.isEmpty()) {
      throw new UnreadableValueException(
          "\"" + text + "\" has no bound: write at least one, such as \"" + example + "\"");
    }
    return bounds;
  }

  private static Optional<String> side(String text) {
    return Optional.of(text.strip()).filter(side -> !side.isEmpty());
  }
}
