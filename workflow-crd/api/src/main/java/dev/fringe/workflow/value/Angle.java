package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.value.UnitTable.Unit;
import java.io.Serializable;

/**
 * An angle: {@code 2 arcsec}, {@code 50 uas}, {@code 1.5 deg}. Kept in arcseconds, of which the
 * other units are finite decimals (but for radians).
 *
 * @param arcseconds finite
 */
public record Angle(double arcseconds) implements Comparable<Angle>, Serializable {
  private static final String ANGLE = "angle";

  static final UnitTable UNITS =
      new UnitTable(
          "an angle",
          "2 arcsec",
          Unit.of("uas", ANGLE, "1e-6", "µas", "μas"),
          Unit.of("mas", ANGLE, "1e-3"),
          Unit.of("arcsec", ANGLE, "1"),
          Unit.of("arcmin", ANGLE, "60"),
          Unit.of("deg", ANGLE, "3600"),
          Unit.onlyRead("rad", ANGLE, "206264.80624709635515647335733077861319665970087963"));

  private static final double RADIANS_PER_ARCSECOND = Math.PI / 648000;

  public static Angle ofArcseconds(double arcseconds) {
    return new Angle(arcseconds);
  }

  public static Angle ofDegrees(double degrees) {
    return new Angle(degrees * 3600);
  }

  public static Angle ofRadians(double radians) {
    return new Angle(radians / RADIANS_PER_ARCSECOND);
  }

  /**
   * @throws UnreadableValueException if the text is not a number with a unit of angle
   */
  @JsonCreator
  public static Angle parse(String text) {
    return new Angle(UNITS.value(text));
  }

  public double radians() {
    return arcseconds * RADIANS_PER_ARCSECOND;
  }

  public double degrees() {
    return arcseconds / 3600;
  }

  @Override
  public int compareTo(Angle other) {
    return Double.compare(arcseconds, other.arcseconds);
  }

  @Override
  @JsonValue
  public String toString() {
    return UNITS.format(arcseconds, ANGLE);
  }
}
