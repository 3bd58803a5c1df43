package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A right ascension: {@code 12h30m49.42s}, {@code 12:30:49.42} (hours), {@code 187.7059 deg}.
 *
 * @param angle from 0 up to, not including, 360 degrees
 */
public record RightAscension(Angle angle) implements Serializable {
  private static final BigDecimal ARCSECONDS_PER_SECOND = BigDecimal.valueOf(15);

  /**
   * @throws UnreadableValueException if the text is no right ascension
   */
  @JsonCreator
  public static RightAscension parse(String text) {
    Optional<BigDecimal> seconds = Sexagesimal.seconds(text, 'h');
    Angle angle =
        seconds.isPresent()
            ? Angle.ofArcseconds(seconds.get().multiply(ARCSECONDS_PER_SECOND).doubleValue())
            : inUnits(text);
    if (!(angle.arcseconds() >= 0 && angle.degrees() < 360)) {
      throw new UnreadableValueException(
          "\"" + text + "\" is outside 0 to 24 hours (360 deg): " + whatIsRight());
    }
    return new RightAscension(angle);
  }

  public double radians() {
    return angle.radians();
  }

  private static Angle inUnits(String text) {
    try {
      return Angle.parse(text);
    } catch (UnreadableValueException e) {
      throw new UnreadableValueException(
          "\"" + text + "\" is not a right ascension: " + whatIsRight());
    }
  }

  private static String whatIsRight() {
    return "write such as \"12h30m49.42s\", \"12:30:49.42\" or \"187.7059 deg\"";
  }

  @Override
  @JsonValue
  public String toString() {
    return angle.toString();
  }
}
