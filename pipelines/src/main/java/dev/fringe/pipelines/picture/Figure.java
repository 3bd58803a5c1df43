package dev.fringe.pipelines.picture;

import dev.fringe.storage.bytes.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.DoubleFunction;
import java.util.function.DoubleToIntFunction;
import java.util.function.DoubleUnaryOperator;
import javax.imageio.ImageIO;

/** A sheet with one framed plot: margins, title, labelled ticks, colour bar. */
final class Figure {

  static final Color INK = new Color(0x20242c);
  static final Color SOFT_INK = new Color(0x5b6472);
  static final Color NO_DATA = new Color(0xd9dce1);

  private static final int TOP = 78;
  private static final int BOTTOM = 72;
  private static final int RIGHT = 128;
  private static final int TICK = 7;
  private static final int BAR_GAP = 18;
  private static final int BAR_WIDTH = 18;

  final int left;
  final int top = TOP;
  final int width;
  final int height;
  private final BufferedImage sheet;
  private final Graphics2D pen;

  /** A sheet around a plot of so many pixels. */
  Figure(int width, int height, int leftMargin) {
    this.left = leftMargin;
    this.width = width;
    this.height = height;
    sheet =
        new BufferedImage(left + width + RIGHT, TOP + height + BOTTOM, BufferedImage.TYPE_INT_RGB);
    pen = sheet.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
  }

  Graphics2D pen() {
    return pen;
  }

  /** Colours one pixel of the plot, counted from its top left corner. */
  void pixel(int column, int row, int rgb) {
    sheet.setRGB(left + column, top + row, rgb);
  }

  /** What is drawn by {@code drawing} stays within the plot. */
  void clipped(Runnable drawing) {
    pen.setClip(new Rectangle2D.Double(left, top, width, height));
    drawing.run();
    pen.setClip(null);
  }

  void title(String title, String subtitle) {
    pen.setColor(INK);
    fit(title, Font.BOLD, 19, left + width + RIGHT - 24 - left);
    pen.drawString(title, left, TOP - 40);
    pen.setColor(SOFT_INK);
    fit(subtitle, Font.PLAIN, 14, left + width + RIGHT - 24 - left);
    pen.drawString(subtitle, left, TOP - 16);
  }

  void frame() {
    pen.setColor(INK);
    pen.setStroke(new BasicStroke(1.2f));
    pen.draw(new Rectangle2D.Double(left - 0.5, top - 0.5, width + 1, height + 1));
  }

  /**
   * @param x distance from the plot's left edge
   */
  void bottomTick(double x, String label) {
    double at = left + x;
    pen.setColor(INK);
    pen.setStroke(new BasicStroke(1.2f));
    pen.draw(new Rectangle2D.Double(at, top + height + 1, 0, TICK));
    FontMetrics font = font(Font.PLAIN, 13);
    pen.drawString(label, (float) (at - font.stringWidth(label) / 2.0), top + height + 24);
  }

  /**
   * @param y distance from the plot's top edge
   */
  void leftTick(double y, String label) {
    double at = top + y;
    pen.setColor(INK);
    pen.setStroke(new BasicStroke(1.2f));
    pen.draw(new Rectangle2D.Double(left - 1 - TICK, at, TICK, 0));
    FontMetrics font = font(Font.PLAIN, 13);
    pen.drawString(label, left - TICK - 5 - font.stringWidth(label), (float) (at + 4.5));
  }

  void axes(String bottom, String side) {
    pen.setColor(INK);
    FontMetrics font = font(Font.PLAIN, 15);
    pen.drawString(bottom, left + (width - font.stringWidth(bottom)) / 2, top + height + 54);
    upright(side, 22, top + (height + font.stringWidth(side)) / 2);
  }

  /**
   * A colour bar to the right of the plot.
   *
   * @param colours from a fraction of the bar to 0xRRGGBB
   * @param place from a value to its fraction of the bar
   */
  void colourBar(
      DoubleToIntFunction colours,
      Iterable<Double> ticks,
      DoubleUnaryOperator place,
      DoubleFunction<String> label,
      String quantity) {
    int x = left + width + BAR_GAP;
    for (int row = 0; row < height; row++) {
      int rgb = colours.applyAsInt(1 - (row + 0.5) / height);
      for (int column = 0; column < BAR_WIDTH; column++) {
        sheet.setRGB(x + column, top + row, rgb);
      }
    }
    pen.setColor(INK);
    pen.setStroke(new BasicStroke(1f));
    pen.draw(new Rectangle2D.Double(x - 0.5, top - 0.5, BAR_WIDTH + 1, height + 1));
    font(Font.PLAIN, 12);
    double last = Double.NEGATIVE_INFINITY;
    for (double tick : ticks) {
      double at = place.applyAsDouble(tick) * height;
      if (at - last < 20) {
        continue;
      }
      last = at;
      double y = top + height - at;
      pen.draw(new Rectangle2D.Double(x + BAR_WIDTH + 1, y, 4, 0));
      pen.drawString(label.apply(tick), x + BAR_WIDTH + 9, (float) (y + 4.5));
    }
    FontMetrics font = font(Font.PLAIN, 14);
    upright(quantity, left + width + RIGHT - 12, top + (height + font.stringWidth(quantity)) / 2);
  }

  FontMetrics font(int style, int size) {
    pen.setFont(new Font(Font.SANS_SERIF, style, size));
    return pen.getFontMetrics();
  }

  /** The sheet as it now is. */
  BufferedImage finish() {
    pen.dispose();
    return sheet;
  }

  /** Writes a PNG; a reader sees all of it or nothing. */
  static void write(BufferedImage picture, Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    try (AtomicFile atomic = AtomicFile.create(file)) {
      atomic.write(ByteBuffer.wrap(bytes.toByteArray()));
      atomic.commitUnforced();
    }
  }

  private void fit(String text, int style, int size, int room) {
    int fitting = size;
    while (font(style, fitting).stringWidth(text) > room && fitting > 9) {
      fitting--;
    }
  }

  private void upright(String text, int x, int y) {
    AffineTransform before = pen.getTransform();
    pen.translate(x, y);
    pen.rotate(-Math.PI / 2);
    pen.drawString(text, 0, 0);
    pen.setTransform(before);
  }
}
