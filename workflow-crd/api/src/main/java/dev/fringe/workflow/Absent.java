package dev.fringe.workflow;

import java.util.List;
import java.util.Optional;

/**
 * What a JSON library leaves null where a field is absent, made what the records promise. Only
 * their constructors meet such nulls.
 */
final class Absent {
  private Absent() {}

  @SuppressWarnings("OptionalAssignedToNull") // That is what is mended here.
  static <T> Optional<T> ifNull(Optional<T> value) {
    return value == null ? Optional.empty() : value;
  }

  static <T> List<T> ifNull(List<T> value) {
    return value == null ? List.of() : List.copyOf(value);
  }
}
