package dev.fringe.imaging.sky;

import java.io.Serializable;
import java.util.Optional;

/**
 * Direction cosines (l, m) about a phase centre: l towards the east, m towards the north; the FITS
 * SIN projection (Calabretta and Greisen 2002, section 5.1.5, with ξ = η = 0).
 *
 * @param centre the phase centre, where l = m = 0
 */
public record TangentPlane(SkyPosition centre) implements Serializable {

  /**
   * @param l towards the east
   * @param m towards the north
   */
  public record DirectionCosines(double l, double m) implements Serializable {}

  /** Direction cosines of a position; empty for one on the far side of the sky. */
  public Optional<DirectionCosines> project(SkyPosition position) {
    double difference = position.rightAscensionRadians() - centre.rightAscensionRadians();
    double sin0 = Math.sin(centre.declinationRadians());
    double cos0 = Math.cos(centre.declinationRadians());
    double sin = Math.sin(position.declinationRadians());
    double cos = Math.cos(position.declinationRadians());
    double half = Math.sin(difference / 2);
    double n = sin * sin0 + cos * cos0 * Math.cos(difference);
    if (n < 0) {
      return Optional.empty();
    }
    // sin(δ - δ0) + 2 cos δ sin δ0 sin²(Δα / 2): without cancellation near the centre.
    double m =
        Math.sin(position.declinationRadians() - centre.declinationRadians())
            + 2 * cos * sin0 * half * half;
    return Optional.of(new DirectionCosines(cos * Math.sin(difference), m));
  }

  /**
   * The position at these direction cosines.
   *
   * @throws IllegalArgumentException if l² + m² &gt; 1, where there is no sky
   */
  public SkyPosition position(double l, double m) {
    double r2 = l * l + m * m;
    if (!(r2 <= 1)) {
      throw new IllegalArgumentException(
          "direction cosines l = " + l + ", m = " + m + " lie beyond the celestial sphere");
    }
    double n = Math.sqrt(1 - r2);
    double sin0 = Math.sin(centre.declinationRadians());
    double cos0 = Math.cos(centre.declinationRadians());
    double towardsPole = m * cos0 + n * sin0;
    double towardsCentre = n * cos0 - m * sin0;
    return new SkyPosition(
        centre.rightAscensionRadians() + Math.atan2(l, towardsCentre),
        Math.atan2(towardsPole, Math.hypot(l, towardsCentre)));
  }
}
