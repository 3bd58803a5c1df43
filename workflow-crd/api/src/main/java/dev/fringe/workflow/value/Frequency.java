package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.value.UnitTable.Unit;
import java.io.Serializable;

/**
 * A frequency or a bandwidth: {@code 1.4 GHz}, {@code 200 kHz}.
 *
 * @param hertz finite
 */
public record Frequency(double hertz) implements Comparable<Frequency>, Serializable {
  private static final String FREQUENCY = "frequency";

  static final UnitTable UNITS =
      new UnitTable(
          "a frequency",
          "1.4 GHz",
          Unit.of("Hz", FREQUENCY, "1"),
          Unit.of("kHz", FREQUENCY, "1e3"),
          Unit.of("MHz", FREQUENCY, "1e6"),
          Unit.of("GHz", FREQUENCY, "1e9"),
          Unit.of("THz", FREQUENCY, "1e12"));

  public static Frequency ofHertz(double hertz) {
    return new Frequency(hertz);
  }

  /**
   * @throws UnreadableValueException if the text is not a number with a unit of frequency
   */
  @JsonCreator
  public static Frequency parse(String text) {
    return new Frequency(UNITS.value(text));
  }

  @Override
  public int compareTo(Frequency other) {
    return Double.compare(hertz, other.hertz);
  }

  @Override
  @JsonValue
  public String toString() {
    return UNITS.format(hertz, FREQUENCY);
  }
}
