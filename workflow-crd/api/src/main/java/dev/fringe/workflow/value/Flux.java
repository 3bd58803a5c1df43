package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.value.UnitTable.Unit;
import java.io.Serializable;

/**
 * A flux density, or a brightness per beam: {@code 1 mJy}, {@code 400 Jy}.
 *
 * @param jansky finite
 */
public record Flux(double jansky) implements Comparable<Flux>, Serializable {
  static final String FLUX = "flux";

  static final UnitTable UNITS =
      new UnitTable(
          "a flux density",
          "1 mJy",
          Unit.of("uJy", FLUX, "1e-6", "µJy", "μJy"),
          Unit.of("mJy", FLUX, "1e-3"),
          Unit.of("Jy", FLUX, "1"));

  public static Flux ofJansky(double jansky) {
    return new Flux(jansky);
  }

  /**
   * @throws UnreadableValueException if the text is not a number with a unit of flux density
   */
  @JsonCreator
  public static Flux parse(String text) {
    return new Flux(UNITS.value(text));
  }

  @Override
  public int compareTo(Flux other) {
    return Double.compare(jansky, other.jansky);
  }

  @Override
  @JsonValue
  public String toString() {
    return UNITS.format(jansky, FLUX);
  }
}
