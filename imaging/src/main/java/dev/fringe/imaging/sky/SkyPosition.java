package dev.fringe.imaging.sky;

import java.io.Serializable;

/**
 * A direction on the sky, in an equatorial frame that the context names (ICRS or J2000 mostly).
 *
 * @param rightAscensionRadians in [0, 2π); other values are brought there
 * @param declinationRadians in [-π/2, π/2]
 */
public record SkyPosition(double rightAscensionRadians, double declinationRadians)
    implements Serializable {

  public SkyPosition {
    if (!(Math.abs(declinationRadians) <= Math.PI / 2 + 1e-12)) {
      throw new IllegalArgumentException(
          "declination is "
              + Math.toDegrees(declinationRadians)
              + " degrees, but must be between -90 and 90");
    }
    if (!Double.isFinite(rightAscensionRadians)) {
      throw new IllegalArgumentException("right ascension is " + rightAscensionRadians);
    }
    rightAscensionRadians -= 2 * Math.PI * Math.floor(rightAscensionRadians / (2 * Math.PI));
    rightAscensionRadians = rightAscensionRadians >= 2 * Math.PI ? 0 : rightAscensionRadians;
    declinationRadians = Math.clamp(declinationRadians, -Math.PI / 2, Math.PI / 2);
  }

  public static SkyPosition ofDegrees(double rightAscension, double declination) {
    return new SkyPosition(Math.toRadians(rightAscension), Math.toRadians(declination));
  }

  /**
   * Reads right ascension and declination as {@link Sexagesimal} does: {@code "12:30:49.42",
   * "+12:23:28.0"}, {@code "12h30m49.42s"}, or degrees.
   */
  public static SkyPosition parse(String rightAscension, String declination) {
    return new SkyPosition(
        Sexagesimal.parseRightAscension(rightAscension), Sexagesimal.parseDeclination(declination));
  }

  /** Angle between two directions, in radians; accurate at all distances (Vincenty's formula). */
  public double separationRadians(SkyPosition other) {
    double difference = other.rightAscensionRadians - rightAscensionRadians;
    double sin1 = Math.sin(declinationRadians);
    double cos1 = Math.cos(declinationRadians);
    double sin2 = Math.sin(other.declinationRadians);
    double cos2 = Math.cos(other.declinationRadians);
    double across = cos2 * Math.sin(difference);
    double along = cos1 * sin2 - sin1 * cos2 * Math.cos(difference);
    return Math.atan2(Math.hypot(across, along), sin1 * sin2 + cos1 * cos2 * Math.cos(difference));
  }

  /** For people: {@code 12:30:49.4234 +12:23:28.044}. */
  public String toSexagesimal() {
    return Sexagesimal.ofHours(rightAscensionRadians, 4)
        + " "
        + Sexagesimal.ofDegrees(declinationRadians, 3);
  }
}
