package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A declination: {@code +12d23m28.0s}, {@code -12:23:28.0} (degrees), {@code 12.3911 deg}.
 *
 * @param angle from -90 to 90 degrees
 */
public record Declination(Angle angle) implements Serializable {

  /**
   * @throws UnreadableValueException if the text is no declination
   */
  @JsonCreator
  public static Declination parse(String text) {
    Optional<BigDecimal> arcseconds = Sexagesimal.seconds(text, 'd');
    Angle angle =
        arcseconds.isPresent() ? Angle.ofArcseconds(arcseconds.get().doubleValue()) : inUnits(text);
    if (!(Math.abs(angle.degrees()) <= 90)) {
      throw new UnreadableValueException(
          "\"" + text + "\" is outside -90 to 90 degrees: " + whatIsRight());
    }
    return new Declination(angle);
  }

  public double radians() {
    return angle.radians();
  }

  private static Angle inUnits(String text) {
    try {
      return Angle.parse(text);
    } catch (UnreadableValueException e) {
      throw new UnreadableValueException("\"" + text + "\" is not a declination: " + whatIsRight());
    }
  }

  private static String whatIsRight() {
    return "write such as \"+12d23m28.0s\", \"12:23:28.0\" or \"12.3911 deg\"";
  }

  @Override
  @JsonValue
  public String toString() {
    return angle.toString();
  }
}
