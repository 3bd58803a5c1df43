package dev.fringe.pipelines.picture;

import dev.fringe.imaging.picture.ColourMap;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Any number of points as a picture of bounded size: they are counted by pixel, and the colour
 * tells how many there are. Few points are drawn as dots large enough to be seen.
 */
public final class DensityPlot {

  private static final int LEFT = 104;
  private static final Color GRID = new Color(0xe7eaee);

  /**
   * @param low the end of the axis on the left or at the bottom
   * @param high the other end; below {@code low} where the axis runs backwards
   * @param logarithmic whether decades are equally long; then both ends must be above 0
   */
  public record Axis(String name, double low, double high, boolean logarithmic) {

    public Axis {
      if (low == high || !Double.isFinite(low + high) || (logarithmic && !(low > 0 && high > 0))) {
        throw new IllegalArgumentException(name + " from " + low + " to " + high);
      }
    }

    public static Axis linear(String name, double low, double high) {
      return new Axis(name, low, high, false);
    }

    public static Axis logarithmic(String name, double low, double high) {
      return new Axis(name, low, high, true);
    }

    /** Where a value lies, from 0 (low) to 1 (high); NaN where it can't be shown. */
    double fraction(double value) {
      return logarithmic
          ? value > 0 ? Math.log(value / low) / Math.log(high / low) : Double.NaN
          : (value - low) / (high - low);
    }

    private Iterable<Double> ticks() {
      double bottom = Math.min(low, high);
      double top = Math.max(low, high);
      if (!logarithmic || top / bottom < 10) {
        return Ticks.between(bottom, top, 7).values();
      }
      TreeSet<Double> ticks = new TreeSet<>();
      boolean few = top / bottom < 1000;
      for (int power = -30; power < 30; power++) {
        for (int factor : few ? new int[] {1, 2, 5} : new int[] {1}) {
          double value = factor * Math.pow(10, power);
          if (value >= bottom && value <= top) {
            ticks.add(value);
          }
        }
      }
      return ticks;
    }

    private String label(double value) {
      return logarithmic
          ? Ticks.significant(value, 3)
          : Ticks.between(Math.min(low, high), Math.max(low, high), 7).label(value);
    }
  }

  private final int width;
  private final int height;
  private final Axis x;
  private final Axis y;
  private final int[] counts;
  private long points;
  private String title = "";
  private String subtitle = "";
  private String note = "";
  private boolean grey;

  /**
   * @param width pixels of the plot itself; likewise height
   */
  public DensityPlot(int width, int height, Axis x, Axis y) {
    this.width = width;
    this.height = height;
    this.x = x;
    this.y = y;
    this.counts = new int[width * height];
  }

  public DensityPlot titled(String title, String subtitle) {
    this.title = Objects.requireNonNull(title);
    this.subtitle = Objects.requireNonNull(subtitle);
    return this;
  }

  /** A remark at the bottom of the plot. */
  public DensityPlot noted(String note) {
    this.note = Objects.requireNonNull(note);
    return this;
  }

  /** All points in one grey: they do not count. */
  public DensityPlot greyed() {
    this.grey = true;
    return this;
  }

  /** Counts a point, unless it lies outside the axes. */
  public void add(double atX, double atY) {
    double column = x.fraction(atX) * width;
    double row = (1 - y.fraction(atY)) * height;
    if (column >= 0 && column < width && row >= 0 && row < height) {
      int pixel = ((int) row) * width + (int) column;
      if (counts[pixel] < Integer.MAX_VALUE) {
        counts[pixel]++;
      }
      points++;
    }
  }

  /** Points within the axes. */
  public long points() {
    return points;
  }

  /** Writes the picture as a PNG, whole or not at all. */
  public void writeTo(Path file) throws IOException {
    Figure.write(render(), file);
  }

  /** The picture in memory. */
  public BufferedImage render() {
    Figure figure = new Figure(width, height, LEFT);
    grid(figure);
    int[] spread = spread();
    int most = 1;
    for (int count : spread) {
      most = Math.max(most, count);
    }
    double scale = Math.log1p(most);
    for (int pixel = 0; pixel < spread.length; pixel++) {
      if (spread[pixel] > 0) {
        double fraction = most == 1 ? 0.25 : Math.log1p(spread[pixel]) / scale;
        figure.pixel(
            pixel % width, pixel / width, grey ? 0x9aa3af : ColourMap.VIRIDIS.rgb(0.92 * fraction));
      }
    }
    figure.frame();
    for (double tick : x.ticks()) {
      figure.bottomTick(x.fraction(tick) * width, x.label(tick));
    }
    for (double tick : y.ticks()) {
      figure.leftTick((1 - y.fraction(tick)) * height, y.label(tick));
    }
    figure.axes(x.name(), y.name());
    figure.title(title, subtitle);
    if (!note.isEmpty()) {
      FontMetrics font = figure.font(Font.BOLD, 17);
      figure.pen().setColor(Figure.INK);
      figure
          .pen()
          .drawString(
              note, figure.left + (width - font.stringWidth(note)) / 2, figure.top + height - 22);
    }
    if (most > 1 && !grey) {
      TreeSet<Double> ticks = new TreeSet<>();
      for (double count = 1; count <= most; count *= 10) {
        ticks.add(count);
      }
      ticks.add((double) most);
      // Colours stop at 0.92 of the map, where yellow would vanish on white.
      figure.colourBar(
          fraction -> ColourMap.VIRIDIS.rgb(0.92 * fraction),
          ticks,
          count -> Math.log1p(count) / scale,
          count -> Ticks.significant(count, 3),
          "Visibilities in a pixel");
    }
    return figure.finish();
  }

  private void grid(Figure figure) {
    var pen = figure.pen();
    pen.setColor(GRID);
    for (double tick : x.ticks()) {
      int at = figure.left + (int) Math.round(x.fraction(tick) * width);
      pen.drawLine(at, figure.top, at, figure.top + height);
    }
    for (double tick : y.ticks()) {
      int at = figure.top + (int) Math.round((1 - y.fraction(tick)) * height);
      pen.drawLine(figure.left, at, figure.left + width, at);
    }
  }

  /** Each pixel takes the largest count around it, as far as the dots reach. */
  private int[] spread() {
    int filled = 0;
    for (int count : counts) {
      filled += count > 0 ? 1 : 0;
    }
    double radius = filled < 3_000 ? 2.3 : filled < 30_000 ? 1.5 : filled < 120_000 ? 1 : 0;
    if (radius == 0) {
      return counts;
    }
    int reach = (int) radius;
    int[] spread = new int[counts.length];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int count = counts[row * width + column];
        for (int dy = -reach; count > 0 && dy <= reach; dy++) {
          for (int dx = -reach; dx <= reach; dx++) {
            int r = row + dy;
            int c = column + dx;
            if (Math.hypot(dx, dy) <= radius && r >= 0 && r < height && c >= 0 && c < width) {
              spread[r * width + c] = Math.max(spread[r * width + c], count);
            }
          }
        }
      }
    }
    return spread;
  }
}
