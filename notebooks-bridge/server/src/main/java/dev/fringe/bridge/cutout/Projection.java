package dev.fringe.bridge.cutout;

import java.util.Arrays;
import java.util.Optional;

/**
 * Zenithal projections (Calabretta and Greisen 2002, section 5.1). A direction is native, its pole
 * the reference point: the cosines of the native latitude towards the plane's axes, and its sine.
 */
enum Projection {
  SIN {
    @Override
    double radius(double sin, double cos) {
      return cos;
    }

    @Override
    double colatitude(double radius) {
      return radius <= 1 ? Math.asin(radius) : Double.NaN;
    }
  },
  TAN {
    @Override
    double radius(double sin, double cos) {
      return cos / sin;
    }

    @Override
    double colatitude(double radius) {
      return Math.atan(radius);
    }
  },
  ARC {
    @Override
    double radius(double sin, double cos) {
      return Math.atan2(cos, sin);
    }

    @Override
    double colatitude(double radius) {
      return radius <= Math.PI ? radius : Double.NaN;
    }
  },
  ZEA {
    @Override
    double radius(double sin, double cos) {
      return 2 * Math.sin(Math.atan2(cos, sin) / 2);
    }

    @Override
    double colatitude(double radius) {
      return radius <= 2 ? 2 * Math.asin(radius / 2) : Double.NaN;
    }
  },
  STG {
    @Override
    double radius(double sin, double cos) {
      return 2 * Math.tan(Math.atan2(cos, sin) / 2);
    }

    @Override
    double colatitude(double radius) {
      return 2 * Math.atan(radius / 2);
    }
  };

  static Optional<Projection> named(String code) {
    return Arrays.stream(values()).filter(value -> value.name().equals(code)).findFirst();
  }

  /** Whether directions beyond 90 degrees from the pole are drawn at all. */
  boolean isOfHemisphere() {
    return this == SIN || this == TAN;
  }

  /** Distance from the pole in the plane, radians. */
  abstract double radius(double sin, double cos);

  /** Angle from the pole, radians; NaN where nothing is. */
  abstract double colatitude(double radius);
}
