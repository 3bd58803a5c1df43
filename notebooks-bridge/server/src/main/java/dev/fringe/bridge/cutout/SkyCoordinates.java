package dev.fringe.bridge.cutout;

import dev.fringe.bridge.sky.Circle;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsHeader;
import java.util.Optional;

/**
 * Pixels and positions of an image in a zenithal projection (Calabretta and Greisen 2002). Pixels
 * count from 1, as FITS does.
 */
final class SkyCoordinates {

  private final FitsAxis longitude;
  private final FitsAxis latitude;
  private final Projection projection;
  private final SkyFrame frame;
  private final LinearPart linear;
  private final double poleRa;
  private final double poleDec;
  private final double nativePole;
  private final double slantX;
  private final double slantY;

  private SkyCoordinates(FitsHeader header, FitsAxis longitude, FitsAxis latitude)
      throws BadDataException {
    this.longitude = longitude;
    this.latitude = latitude;
    String code = longitude.code();
    boolean isNcp = code.equals("NCP");
    this.projection =
        Projection.named(isNcp ? "SIN" : code)
            .orElseThrow(
                () ->
                    new CutoutException(
                        "the image's projection is %s: SIN, NCP, TAN, ARC, ZEA and STG can be cut by position"
                            .formatted(code)));
    this.frame = SkyFrame.of(header, longitude.name());
    this.linear = LinearPart.of(header, longitude, latitude);
    this.poleRa = Math.toRadians(longitude.value());
    this.poleDec = Math.toRadians(latitude.value());
    this.nativePole = Math.toRadians(header.number("LONPOLE", latitude.value() >= 90 ? 0 : 180));
    boolean isSin = projection == Projection.SIN;
    this.slantX = isSin && !isNcp ? header.number("PV" + latitude.number() + "_1", 0) : 0;
    this.slantY =
        isNcp
            ? 1 / Math.tan(poleDec)
            : isSin ? header.number("PV" + latitude.number() + "_2", 0) : 0;
  }

  /** The coordinates of an image; empty if it has no celestial axes. */
  static Optional<SkyCoordinates> of(FitsImage image) throws BadDataException {
    Optional<FitsAxis> longitude = image.axis("RA").or(() -> image.axis("GLON"));
    Optional<FitsAxis> latitude = image.axis("DEC").or(() -> image.axis("GLAT"));
    return longitude.isPresent() && latitude.isPresent()
        ? Optional.of(new SkyCoordinates(image.header(), longitude.get(), latitude.get()))
        : Optional.empty();
  }

  FitsAxis longitude() {
    return longitude;
  }

  FitsAxis latitude() {
    return latitude;
  }

  /** The ICRS position opposite to the reference point. */
  Circle antipode() {
    SkyPosition found = frame.toIcrs(new SkyPosition(poleRa + Math.PI, -poleDec));
    return new Circle(
        Math.toDegrees(found.rightAscensionRadians()),
        Math.toDegrees(found.declinationRadians()),
        0);
  }

  /**
   * Where an ICRS position is: coordinates along the axes of longitude and latitude; empty if the
   * projection doesn't show it.
   */
  Optional<double[]> pixel(double raDegrees, double decDegrees) {
    SkyPosition own = frame.fromIcrs(SkyPosition.ofDegrees(raDegrees, decDegrees));
    double ra = own.rightAscensionRadians() - poleRa;
    double dec = own.declinationRadians();
    double half = Math.sin(ra / 2);
    double east = Math.cos(dec) * Math.sin(ra);
    // Without cancellation near the reference point.
    double north = Math.sin(dec - poleDec) + 2 * Math.cos(dec) * Math.sin(poleDec) * half * half;
    double sin =
        Math.sin(dec) * Math.sin(poleDec) + Math.cos(dec) * Math.cos(poleDec) * Math.cos(ra);
    if (projection.isOfHemisphere() && !(sin > (projection == Projection.SIN ? -1e-12 : 0))) {
      return Optional.empty();
    }
    double cos = Math.hypot(east, north);
    double scale = cos == 0 ? 0 : projection.radius(sin, cos) / cos;
    // Native longitudes turn with LONPOLE; with its usual 180 degrees, x is east and y is north.
    double turn = nativePole - Math.PI;
    double x = scale * (east * Math.cos(turn) - north * Math.sin(turn));
    double y = scale * (east * Math.sin(turn) + north * Math.cos(turn));
    // 1 - sin, without cancellation.
    double rest = sin > 0 ? cos * cos / (1 + sin) : 1 - sin;
    double[] pixel =
        linear.pixel(Math.toDegrees(x + slantX * rest), Math.toDegrees(y + slantY * rest));
    return Double.isFinite(pixel[0]) && Double.isFinite(pixel[1])
        ? Optional.of(pixel)
        : Optional.empty();
  }

  /** The ICRS position at a pixel; empty if there is no sky. */
  Optional<SkyPosition> position(double alongLongitude, double alongLatitude) {
    double[] plane = linear.plane(alongLongitude, alongLatitude);
    double x = Math.toRadians(plane[0]);
    double y = Math.toRadians(plane[1]);
    double colatitude = projection.colatitude(Math.hypot(x, y));
    if (slantX != 0 || slantY != 0) {
      // Eq. 60 to 66, for 1 - sin of the native latitude.
      double a = slantX * slantX + slantY * slantY + 1;
      double b = slantX * x + slantY * y + 1;
      double root = b * b - a * (x * x + y * y);
      double rest = (b - Math.sqrt(root)) / a;
      x -= slantX * rest;
      y -= slantY * rest;
      colatitude = Math.atan2(Math.hypot(x, y), 1 - rest);
    }
    if (Double.isNaN(colatitude)) {
      return Optional.empty();
    }
    double turn = nativePole - Math.PI;
    double radius = Math.hypot(x, y);
    double scale = radius == 0 ? 0 : Math.sin(colatitude) / radius;
    double east = scale * (x * Math.cos(turn) + y * Math.sin(turn));
    double north = scale * (-x * Math.sin(turn) + y * Math.cos(turn));
    double sin = Math.cos(colatitude);
    double up = sin * Math.sin(poleDec) + north * Math.cos(poleDec);
    double out = sin * Math.cos(poleDec) - north * Math.sin(poleDec);
    return Optional.of(
        frame.toIcrs(
            new SkyPosition(
                poleRa + Math.atan2(east, out), Math.atan2(up, Math.hypot(east, out)))));
  }
}
