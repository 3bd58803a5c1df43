package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.yaml.Suggestion;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;

/**
 * A time zone by its name in the IANA database: {@code Europe/Zurich}, {@code UTC}.
 *
 * @param id one that Java knows
 */
public record ZoneName(String id) implements Serializable {
  private static final Set<String> KNOWN = new TreeSet<>(ZoneId.getAvailableZoneIds());

  static final String WHAT_IS_RIGHT = "the name of a time zone, such as \"Europe/Zurich\", or UTC";

  /**
   * Reads a name.
   *
   * @throws UnreadableValueException if there is no such zone
   */
  @JsonCreator
  public static ZoneName parse(String text) {
    String name = text.strip();
    if (!KNOWN.contains(name)) {
      throw new UnreadableValueException(
          "\""
              + text
              + "\" is no time zone that is known"
              + Suggestion.question(name, KNOWN)
              + "; write "
              + WHAT_IS_RIGHT);
    }
    return new ZoneName(name);
  }

  /** The zone itself. */
  public ZoneId zone() {
    return ZoneId.of(id);
  }

  @Override
  @JsonValue
  public String toString() {
    return id;
  }
}
