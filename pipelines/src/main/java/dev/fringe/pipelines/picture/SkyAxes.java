package dev.fringe.pipelines.picture;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.imaging.sky.TangentPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The labelled ticks of an image of the sky: right ascension along the bottom edge and declination
 * along the left one, or offsets from the phase centre where the field is so small that sexagesimal
 * numbers would not be read.
 *
 * @param rightAscensionName what the bottom edge shows; likewise the left one
 * @param bottom ticks along x, in pixels of the image (fractional, pixel centres at integers)
 * @param left ticks along y
 * @param graticule lines of equal coordinates, as x, y, x, y, …; none for offsets
 */
record SkyAxes(
    String rightAscensionName,
    String declinationName,
    List<Tick> bottom,
    List<Tick> left,
    List<double[]> graticule) {

  record Tick(double place, String label) {}

  private static final double ARCSECOND = Math.toRadians(1.0 / 3600);
  private static final double LARGEST_OFFSET_FIELD = 45 * ARCSECOND;
  private static final int MOST_TICKS = 6;
  private static final int LINE_POINTS = 200;

  /** Steps that divide an hour or a degree, in seconds of either. */
  private static final int[] STEPS = {
    1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 18000, 36000,
    54000, 72000, 108000
  };

  static SkyAxes of(ImageGeometry geometry, SkyPosition centre) {
    double field =
        Math.max(
            geometry.width() * geometry.cellLRadians(),
            geometry.height() * geometry.cellMRadians());
    return field < LARGEST_OFFSET_FIELD
        ? offsets(geometry, field)
        : new Graticule(geometry, new TangentPlane(centre)).axes();
  }

  private static SkyAxes offsets(ImageGeometry geometry, double field) {
    double arcseconds = field / ARCSECOND;
    String name = arcseconds > 1 ? "arcsec" : arcseconds > 1e-3 ? "mas" : "µas";
    double unit = ARCSECOND * (arcseconds > 1 ? 1 : arcseconds > 1e-3 ? 1e-3 : 1e-6);
    double east = geometry.l(-0.5) / unit;
    double west = geometry.l(geometry.width() - 0.5) / unit;
    double south = geometry.m(-0.5) / unit;
    double north = geometry.m(geometry.height() - 0.5) / unit;
    int most = MOST_TICKS;
    List<Tick> bottom = new ArrayList<>();
    Ticks along = Ticks.between(west, east, most);
    for (double value : along.values()) {
      bottom.add(new Tick(geometry.x(value * unit), along.label(value)));
    }
    List<Tick> left = new ArrayList<>();
    Ticks up = Ticks.every(along.step(), south, north);
    for (double value : up.values()) {
      left.add(new Tick(geometry.y(value * unit), up.label(value)));
    }
    return new SkyAxes(
        "Relative right ascension (" + name + ")",
        "Relative declination (" + name + ")",
        bottom,
        left,
        List.of());
  }

  /** Position as 12h30m49.42s +12°23′28.0″, with digits to suit a cell. */
  static String position(SkyPosition centre, double cellRadians) {
    int decimals = (int) Math.clamp(Math.ceil(-Math.log10(cellRadians / ARCSECOND)), 0, 3);
    return hours(centre.rightAscensionRadians(), 1, decimals + 1)
        + "  "
        + degrees(centre.declinationRadians(), 1, decimals);
  }

  /** Right ascension, to the part (hours, minutes, seconds) that a step of seconds needs. */
  private static String hours(double radians, double stepSeconds, int decimals) {
    double turn = 2 * Math.PI;
    double wrapped = ((radians % turn) + turn) % turn;
    return sexagesimal(wrapped * 43200 / Math.PI, 86400, stepSeconds, decimals, "h", "m", "s");
  }

  private static String degrees(double radians, double stepSeconds, int decimals) {
    String sign = radians < -1e-12 ? "\u2212" : "+";
    double seconds = Math.abs(radians) / ARCSECOND;
    return sign
        + sexagesimal(seconds, Double.MAX_VALUE, stepSeconds, decimals, "°", "\u2032", "\u2033");
  }

  private static String sexagesimal(
      double value, double wrap, double step, int decimals, String h, String m, String s) {
    double power = Math.pow(10, decimals);
    double seconds = Math.rint(value * power) / power;
    seconds = seconds >= wrap ? seconds - wrap : seconds;
    long whole = (long) seconds;
    String text = String.format(Locale.ROOT, "%02d%s", whole / 3600, h);
    if (step % 3600 == 0) {
      return text;
    }
    text += String.format(Locale.ROOT, "%02d%s", whole / 60 % 60, m);
    if (step % 60 == 0) {
      return text;
    }
    int digits = decimals == 0 ? 2 : decimals + 3;
    double rest = seconds - whole / 60 * 60.0;
    return text + String.format(Locale.ROOT, "%0" + digits + "." + decimals + "f%s", rest, s);
  }

  /** Ticks where lines of equal right ascension and declination meet the edges. */
  private record Graticule(ImageGeometry geometry, TangentPlane sky) {

    private double ra0() {
      return sky.centre().rightAscensionRadians();
    }

    private double dec0() {
      return sky.centre().declinationRadians();
    }

    SkyAxes axes() {
      // Around the border, how far the coordinates reach from those of the phase centre.
      double[] ra = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
      double[] dec = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
      for (int i = 0; i <= 32; i++) {
        double x = -0.5 + geometry.width() * i / 32.0;
        double y = -0.5 + geometry.height() * i / 32.0;
        reach(x, -0.5, ra, dec);
        reach(x, geometry.height() - 0.5, ra, dec);
        reach(-0.5, y, ra, dec);
        reach(geometry.width() - 0.5, y, ra, dec);
      }
      boolean pole = holdsPole();
      if (pole) {
        ra[0] = -Math.PI;
        ra[1] = Math.PI;
        dec[dec0() > 0 ? 1 : 0] = Math.copySign(Math.PI / 2, dec0());
      }
      double second = ARCSECOND * 15;
      double raStep = step((ra[1] - ra[0]) / second) * second;
      double decStep = step((dec[1] - dec[0]) / ARCSECOND) * ARCSECOND;
      List<Tick> bottom = new ArrayList<>();
      List<Tick> left = new ArrayList<>();
      List<double[]> lines = new ArrayList<>();
      for (double value : Ticks.every(raStep, ra0() + ra[0], ra0() + ra[1]).values()) {
        double[] line = line(value, value, dec[0] - decStep, dec[1] + decStep);
        lines.add(line);
        double x = crossing(line, 1, -0.5, 0);
        if (x >= -0.5 && x <= geometry.width() - 0.5) {
          bottom.add(new Tick(x, hours(value, raStep / second, decimals(raStep / second))));
        }
      }
      for (double value : Ticks.every(decStep, dec[0], dec[1]).values()) {
        double[] line = line(ra0() + ra[0] - raStep, ra0() + ra[1] + raStep, value, value);
        lines.add(line);
        double y = crossing(line, 0, -0.5, 1);
        if (y >= -0.5 && y <= geometry.height() - 0.5) {
          left.add(new Tick(y, degrees(value, decStep / ARCSECOND, decimals(decStep / ARCSECOND))));
        }
      }
      return new SkyAxes("Right ascension (J2000)", "Declination (J2000)", bottom, left, lines);
    }

    private void reach(double x, double y, double[] ra, double[] dec) {
      SkyPosition position = sky.position(geometry.l(x), geometry.m(y));
      double far = Math.IEEEremainder(position.rightAscensionRadians() - ra0(), 2 * Math.PI);
      double up = position.declinationRadians();
      ra[0] = Math.min(ra[0], far);
      ra[1] = Math.max(ra[1], far);
      dec[0] = Math.min(dec[0], up);
      dec[1] = Math.max(dec[1], up);
    }

    private boolean holdsPole() {
      double x = geometry.x(0);
      double y = geometry.y(Math.copySign(Math.cos(dec0()), dec0()));
      return x >= 0 && x < geometry.width() && y >= 0 && y < geometry.height();
    }

    /** The line between two positions, in pixels; NaN behind the plane of the sky. */
    private double[] line(double fromRa, double toRa, double fromDec, double toDec) {
      double[] line = new double[2 * LINE_POINTS];
      for (int i = 0; i < LINE_POINTS; i++) {
        double share = (double) i / (LINE_POINTS - 1);
        double ra = fromRa + share * (toRa - fromRa);
        double dec = Math.clamp(fromDec + share * (toDec - fromDec), -Math.PI / 2, Math.PI / 2);
        var cosines = sky.project(new SkyPosition(ra, dec));
        line[2 * i] = cosines.map(c -> geometry.x(c.l())).orElse(Double.NaN);
        line[2 * i + 1] = cosines.map(c -> geometry.y(c.m())).orElse(Double.NaN);
      }
      return line;
    }

    /** Where a line passes {@code edge} in one coordinate: its other one, or NaN. */
    private static double crossing(double[] line, int coordinate, double edge, int other) {
      for (int i = 2; i < line.length; i += 2) {
        double before = line[i - 2 + coordinate] - edge;
        double after = line[i + coordinate] - edge;
        if (before <= 0 != after <= 0 && !Double.isNaN(before + after)) {
          double share = before / (before - after);
          return line[i - 2 + other] + share * (line[i + other] - line[i - 2 + other]);
        }
      }
      return Double.NaN;
    }

    /** The least step, in seconds, that gives no more ticks than can be read. */
    private static double step(double seconds) {
      double least = seconds / MOST_TICKS;
      if (least < 1) {
        return Ticks.between(0, seconds, MOST_TICKS).step();
      }
      for (int step : STEPS) {
        if (step >= least) {
          return step;
        }
      }
      return STEPS[STEPS.length - 1];
    }

    private static int decimals(double stepSeconds) {
      return (int) Math.max(0, -Math.floor(Math.log10(stepSeconds) + 1e-9));
    }
  }
}
