package dev.fringe.pipelines.picture;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.picture.ColourMap;
import dev.fringe.imaging.picture.Stretch;
import dev.fringe.imaging.sky.SkyPosition;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A picture of an image of the sky: colours after a robust asinh stretch, celestial coordinates, a
 * colour bar in the image's unit, the beam in the corner, and markers.
 *
 * <pre>{@code
 * ImagePicture.of(pixels, geometry)
 *     .around(SkyPosition.parse("12:30:49.42", "+12:23:28.0"))
 *     .titled("first-light: restored image")
 *     .inUnit("Jy/beam")
 *     .withBeam(majorRadians, minorRadians, positionAngleRadians)
 *     .writeTo(Path.of("first-light-image.png"));
 * }</pre>
 */
public final class ImagePicture {

  /** The longer side of the plot, roughly, whatever the size of the image. */
  private static final int PLOT_PIXELS = 960;

  private static final int LEFT = 118;
  private static final Color LIGHT = new Color(255, 255, 255, 210);

  /**
   * A source to point at.
   *
   * @param l direction cosine towards the east, relative to the phase centre; likewise m, north
   */
  public record Marker(double l, double m, String label) {}

  private record Beam(double majorRadians, double minorRadians, double positionAngleRadians) {}

  private final float[] pixels;
  private final ImageGeometry geometry;
  private ColourMap colours = ColourMap.INFERNO;
  private Stretch stretch;
  private String title = "";
  private String subtitle = "";
  private String unit = "";
  private SkyPosition centre = new SkyPosition(0, 0);
  private List<Beam> beam = List.of();
  private List<Marker> markers = List.of();

  private ImagePicture(float[] pixels, ImageGeometry geometry) {
    this.pixels = pixels;
    this.geometry = geometry;
    this.stretch = Stretch.robust(pixels);
  }

  /**
   * @param pixels in FITS order (see {@link ImageGeometry}), not copied; NaN where blank
   * @throws IllegalArgumentException if there are not as many pixels as the geometry says
   */
  public static ImagePicture of(float[] pixels, ImageGeometry geometry) {
    if (pixels.length != geometry.pixels()) {
      throw new IllegalArgumentException(
          pixels.length + " pixels do not fill " + geometry.width() + " x " + geometry.height());
    }
    return new ImagePicture(pixels, geometry);
  }

  /** The phase centre; (0, 0) unless set. */
  public ImagePicture around(SkyPosition phaseCentre) {
    this.centre = Objects.requireNonNull(phaseCentre);
    return this;
  }

  public ImagePicture titled(String title) {
    this.title = Objects.requireNonNull(title);
    return this;
  }

  /** The line below the title, in place of the position of the phase centre. */
  public ImagePicture subtitled(String subtitle) {
    this.subtitle = Objects.requireNonNull(subtitle);
    return this;
  }

  /** What a pixel counts, such as Jy/beam; given a prefix (mJy, µJy) where that reads better. */
  public ImagePicture inUnit(String unit) {
    this.unit = Objects.requireNonNull(unit);
    return this;
  }

  public ImagePicture coloured(ColourMap colours) {
    this.colours = Objects.requireNonNull(colours);
    return this;
  }

  /** In place of {@link Stretch#robust}. */
  public ImagePicture stretched(Stretch stretch) {
    this.stretch = Objects.requireNonNull(stretch);
    return this;
  }

  /**
   * The restoring beam, drawn to scale in the lower left corner. An image with a beam is smooth
   * between its pixels, and so is its picture when it has to be enlarged.
   *
   * @param majorRadians full width at half maximum; likewise minor
   * @param positionAngleRadians of the major axis, from north through east
   */
  public ImagePicture withBeam(
      double majorRadians, double minorRadians, double positionAngleRadians) {
    this.beam = List.of(new Beam(majorRadians, minorRadians, positionAngleRadians));
    return this;
  }

  /** Sources, each with a ring and its label; those outside the image are left out. */
  public ImagePicture withMarkers(List<Marker> markers) {
    this.markers = List.copyOf(markers);
    return this;
  }

  /**
   * Writes the picture as a PNG of about 1200 × 1100 pixels for a square image. The file is there
   * whole or not at all; its folder is made where missing.
   */
  public void writeTo(Path file) throws IOException {
    Figure.write(render(), file);
  }

  /** The picture in memory. */
  public BufferedImage render() {
    Raster raster =
        Raster.of(
            pixels, geometry.width(), geometry.height(), stretch, PLOT_PIXELS, !beam.isEmpty());
    Figure figure = new Figure(raster.width(), raster.height(), LEFT);
    for (int row = 0; row < raster.height(); row++) {
      for (int column = 0; column < raster.width(); column++) {
        float fraction = raster.fractions()[row * raster.width() + column];
        figure.pixel(
            column, row, Float.isNaN(fraction) ? Figure.NO_DATA.getRGB() : colours.rgb(fraction));
      }
    }
    SkyAxes axes = SkyAxes.of(geometry, centre);
    Scale scale = new Scale(figure, geometry, raster.width());
    figure.clipped(
        () -> {
          graticule(scale, axes);
          markers.forEach(marker -> mark(scale, marker));
          beam.forEach(ellipse -> draw(scale, ellipse));
        });
    figure.frame();
    axes.bottom().forEach(tick -> figure.bottomTick(scale.x(tick.place()), tick.label()));
    axes.left().forEach(tick -> figure.leftTick(scale.y(tick.place()), tick.label()));
    figure.axes(axes.rightAscensionName(), axes.declinationName());
    figure.title(title, subtitle.isEmpty() ? describe() : subtitle);
    new BrightnessBar(stretch, unit).draw(figure, colours);
    return figure.finish();
  }

  private String describe() {
    double cell = Math.min(geometry.cellLRadians(), geometry.cellMRadians());
    String position = SkyAxes.position(centre, cell);
    String shape =
        "   %d × %d pixels of %s".formatted(geometry.width(), geometry.height(), angle(cell));
    return position
        + shape
        + (beam.isEmpty()
            ? ""
            : "   beam %s × %s, %.0f°"
                .formatted(
                    angle(beam.getFirst().majorRadians()),
                    angle(beam.getFirst().minorRadians()),
                    Math.toDegrees(beam.getFirst().positionAngleRadians())));
  }

  private static String angle(double radians) {
    double arcseconds = Math.toDegrees(radians) * 3600;
    double value =
        arcseconds >= 60
            ? arcseconds / 60
            : arcseconds >= 0.1
                ? arcseconds
                : arcseconds >= 1e-4 ? arcseconds * 1e3 : arcseconds * 1e6;
    String name =
        arcseconds >= 60 ? "′" : arcseconds >= 0.1 ? "″" : arcseconds >= 1e-4 ? " mas" : " µas";
    return Ticks.significant(value, 3) + name;
  }

  /** From pixels of the image to the sheet. */
  private record Scale(Figure figure, ImageGeometry geometry, double pictureWidth) {

    /** Picture pixels for each pixel of the image. */
    double factor() {
      double exact = pictureWidth / geometry.width();
      return exact >= 1 ? Math.rint(exact) : 1 / Math.rint(1 / exact);
    }

    double x(double imageX) {
      return (imageX + 0.5) * factor();
    }

    double y(double imageY) {
      return (geometry.height() - 0.5 - imageY) * factor();
    }
  }

  private static void graticule(Scale scale, SkyAxes axes) {
    Graphics2D pen = scale.figure().pen();
    pen.setColor(new Color(255, 255, 255, 44));
    pen.setStroke(new BasicStroke(1f));
    for (double[] line : axes.graticule()) {
      Path2D path = new Path2D.Double();
      boolean drawing = false;
      for (int i = 0; i < line.length; i += 2) {
        if (Double.isNaN(line[i] + line[i + 1])) {
          drawing = false;
          continue;
        }
        double x = scale.figure().left + scale.x(line[i]);
        double y = scale.figure().top + scale.y(line[i + 1]);
        if (drawing) {
          path.lineTo(x, y);
        } else {
          path.moveTo(x, y);
        }
        drawing = true;
      }
      pen.draw(path);
    }
  }

  private static void mark(Scale scale, Marker marker) {
    Figure figure = scale.figure();
    Graphics2D pen = figure.pen();
    double x = figure.left + scale.x(scale.geometry().x(marker.l()));
    double y = figure.top + scale.y(scale.geometry().y(marker.m()));
    pen.setColor(new Color(0x7fe3ff));
    pen.setStroke(new BasicStroke(1.4f));
    pen.draw(new Ellipse2D.Double(x - 9, y - 9, 18, 18));
    figure.font(Font.PLAIN, 12);
    pen.drawString(marker.label(), (float) x + 12, (float) y - 7);
  }

  private static void draw(Scale scale, Beam beam) {
    Figure figure = scale.figure();
    Graphics2D pen = figure.pen();
    double major =
        Math.max(2, beam.majorRadians() / scale.geometry().cellMRadians() * scale.factor());
    double minor =
        Math.max(2, beam.minorRadians() / scale.geometry().cellMRadians() * scale.factor());
    double box = Math.max(26, major + 14);
    if (box > 0.5 * Math.min(figure.width, figure.height)) {
      return;
    }
    double x = figure.left + 12;
    double y = figure.top + figure.height - 12 - box;
    pen.setColor(new Color(0, 0, 0, 120));
    pen.fill(new Rectangle2D.Double(x, y, box, box));
    pen.setColor(LIGHT);
    pen.setStroke(new BasicStroke(1f));
    pen.draw(new Rectangle2D.Double(x, y, box, box));
    var before = pen.getTransform();
    pen.translate(x + box / 2, y + box / 2);
    // From north through east is anticlockwise in the picture, as east is to its left.
    pen.rotate(-beam.positionAngleRadians());
    pen.fill(new Ellipse2D.Double(-minor / 2, -major / 2, minor, major));
    pen.setTransform(before);
  }
}
