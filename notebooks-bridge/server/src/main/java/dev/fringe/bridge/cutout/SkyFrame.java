package dev.fringe.bridge.cutout;

import dev.fringe.imaging.sky.Icrs;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.storage.fits.hdu.FitsHeader;
import java.util.Locale;

/** The frame of an image's coordinates, and how ICRS becomes it. */
enum SkyFrame {
  /** ICRS, and J2000 as good as it. */
  ICRS,
  B1950,
  GALACTIC;

  /** Pole and longitude of it (Hipparcos catalogue, volume 1, 1.5.3). */
  private static final double POLE_RA = Math.toRadians(192.85948);

  private static final double POLE_DEC = Math.toRadians(27.12825);
  private static final double NODE = Math.toRadians(122.93192);

  static SkyFrame of(FitsHeader header, String longitude) {
    return switch (longitude) {
      case "GLON" -> GALACTIC;
      case "RA" -> {
        String system = header.textOrEmpty("RADESYS").toUpperCase(Locale.ROOT);
        double equinox = header.number("EQUINOX").orElse(header.number("EPOCH").orElse(2000));
        yield system.startsWith("FK4") || (system.isEmpty() && equinox < 1984) ? B1950 : ICRS;
      }
      default ->
          throw new CutoutException(
              "the image's longitude is %s: only RA and GLON can be cut by position"
                  .formatted(longitude));
    };
  }

  SkyPosition fromIcrs(SkyPosition icrs) {
    return switch (this) {
      case ICRS -> icrs;
      case GALACTIC -> galactic(icrs);
      case B1950 -> b1950(icrs);
    };
  }

  SkyPosition toIcrs(SkyPosition own) {
    return switch (this) {
      case ICRS -> own;
      case GALACTIC -> fromGalactic(own);
      case B1950 -> Icrs.of(own, 1950).orElseThrow();
    };
  }

  private static SkyPosition galactic(SkyPosition icrs) {
    double ra = icrs.rightAscensionRadians() - POLE_RA;
    double sin = Math.sin(icrs.declinationRadians());
    double cos = Math.cos(icrs.declinationRadians());
    double up = sin * Math.sin(POLE_DEC) + cos * Math.cos(POLE_DEC) * Math.cos(ra);
    double across = cos * Math.sin(ra);
    double along = sin * Math.cos(POLE_DEC) - cos * Math.sin(POLE_DEC) * Math.cos(ra);
    return new SkyPosition(
        NODE - Math.atan2(across, along), Math.atan2(up, Math.hypot(across, along)));
  }

  private static SkyPosition fromGalactic(SkyPosition own) {
    double angle = NODE - own.rightAscensionRadians();
    double sin = Math.sin(own.declinationRadians());
    double cos = Math.cos(own.declinationRadians());
    double up = sin * Math.sin(POLE_DEC) + cos * Math.cos(POLE_DEC) * Math.cos(angle);
    double across = cos * Math.sin(angle);
    double along = sin * Math.cos(POLE_DEC) - cos * Math.sin(POLE_DEC) * Math.cos(angle);
    return new SkyPosition(
        POLE_RA + Math.atan2(across, along), Math.atan2(up, Math.hypot(across, along)));
  }

  /** The way back by repeated correction: the way there is all but a rotation. */
  private static SkyPosition b1950(SkyPosition icrs) {
    double ra = icrs.rightAscensionRadians();
    double dec = icrs.declinationRadians();
    for (int i = 0; i < 40; i++) {
      SkyPosition found =
          Icrs.of(new SkyPosition(ra, Math.clamp(dec, -Math.PI / 2, Math.PI / 2)), 1950)
              .orElseThrow();
      ra +=
          Math.IEEEremainder(
              icrs.rightAscensionRadians() - found.rightAscensionRadians(), 2 * Math.PI);
      dec += icrs.declinationRadians() - found.declinationRadians();
    }
    return new SkyPosition(ra, Math.clamp(dec, -Math.PI / 2, Math.PI / 2));
  }
}
