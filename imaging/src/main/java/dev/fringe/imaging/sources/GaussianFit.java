package dev.fringe.imaging.sources;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.fit.LevenbergMarquardt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Elliptical Gaussians fitted together to the pixels of an island.
 *
 * <p>Parameters of each, six in a row: height in units of the brightest pixel, column and row of
 * the centre, and the form a, b, c of exp(-(a dx² + 2 b dx dy + c dy²)) in pixels.
 */
final class GaussianFit {

  private static final int EACH = 6;

  private final float[] image;
  private final int width;
  private final int[] pixels;
  private final double scale;

  private GaussianFit(float[] image, int width, int[] pixels, double scale) {
    this.image = image;
    this.width = width;
    this.pixels = pixels;
    this.scale = scale;
  }

  /**
   * @param x column of the centre
   * @param y row of the centre
   * @param peakJy in Jy / beam
   * @param shape on the sky
   */
  record Component(double x, double y, double peakJy, EllipticalGaussian shape) {
    Component withShape(EllipticalGaussian other) {
      return new Component(x, y, peakJy, other);
    }

    /** Its height at a pixel, in Jy / beam. */
    double at(int px, int py, ImageGeometry geometry) {
      return peakJy
          * shape.at((x - px) * geometry.cellLRadians(), (py - y) * geometry.cellMRadians());
    }
  }

  /** A start at each of these peaks, with the shape of the beam. */
  static List<Component> startingAt(
      int[] peaks, float[] image, ImageGeometry geometry, EllipticalGaussian beam) {
    int width = geometry.width();
    return Arrays.stream(peaks)
        .mapToObj(peak -> new Component(peak % width, (double) (peak / width), image[peak], beam))
        .toList();
  }

  /**
   * @param start a component for each peak
   * @param held which of them keep the shape with which they start
   * @return empty if that makes no sense of the pixels
   */
  static Optional<List<Component>> fit(
      float[] image, ImageGeometry geometry, int[] pixels, List<Component> start, BitSet held) {
    double scale = start.stream().mapToDouble(Component::peakJy).max().orElseThrow();
    GaussianFit fit = new GaussianFit(image, geometry.width(), pixels, scale);
    double[] full = new double[EACH * start.size()];
    int[] free = new int[full.length];
    int size = 0;
    for (int i = 0; i < start.size(); i++) {
      int at = EACH * i;
      full[at] = start.get(i).peakJy() / scale;
      full[at + 1] = start.get(i).x();
      full[at + 2] = start.get(i).y();
      System.arraycopy(pixelForm(start.get(i).shape(), geometry), 0, full, at + 3, 3);
      for (int parameter = 0; parameter < (held.get(i) ? 3 : EACH); parameter++) {
        free[size++] = at + parameter;
      }
    }
    if (pixels.length < size) {
      return Optional.empty();
    }
    int[] chosen = Arrays.copyOf(free, size);
    double[][] jacobian = new double[pixels.length][full.length];
    LevenbergMarquardt.Model model =
        (parameters, residuals, rows) -> {
          double[] all = spread(parameters, chosen, full);
          if (!fit.evaluate(all, residuals, jacobian)) {
            return false;
          }
          for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < chosen.length; j++) {
              rows[i][j] = jacobian[i][chosen[j]];
            }
          }
          return true;
        };
    double[] first = Arrays.stream(chosen).mapToDouble(parameter -> full[parameter]).toArray();
    return LevenbergMarquardt.minimise(model, first, pixels.length)
        .flatMap(
            found ->
                fit.components(spread(found.parameters(), chosen, full), start.size(), geometry));
  }

  private static double[] spread(double[] parameters, int[] chosen, double[] full) {
    double[] all = full.clone();
    for (int i = 0; i < chosen.length; i++) {
      all[chosen[i]] = parameters[i];
    }
    return all;
  }

  private Optional<List<Component>> components(
      double[] parameters, int count, ImageGeometry geometry) {
    int[] columns = Arrays.stream(pixels).map(pixel -> pixel % width).toArray();
    int[] rows = Arrays.stream(pixels).map(pixel -> pixel / width).toArray();
    double left = Arrays.stream(columns).min().orElse(0);
    double right = Arrays.stream(columns).max().orElse(0);
    double low = Arrays.stream(rows).min().orElse(0);
    double high = Arrays.stream(rows).max().orElse(0);
    double largest =
        3
            * Math.hypot(
                (right - left + 1) * geometry.cellLRadians(),
                (high - low + 1) * geometry.cellMRadians());
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = EACH * i;
      double x = parameters[at + 1];
      double y = parameters[at + 2];
      Optional<EllipticalGaussian> shape =
          EllipticalGaussian.ofQuadraticForm(
              parameters[at + 3] / (geometry.cellLRadians() * geometry.cellLRadians()),
              -parameters[at + 4] / (geometry.cellLRadians() * geometry.cellMRadians()),
              parameters[at + 5] / (geometry.cellMRadians() * geometry.cellMRadians()));
      boolean sensible =
          x >= left
              && x <= right
              && y >= low
              && y <= high
              && shape.isPresent()
              && shape.get().majorRadians() <= largest;
      if (!sensible) {
        return Optional.empty();
      }
      components.add(new Component(x, y, parameters[at] * scale, shape.get()));
    }
    return Optional.of(components);
  }

  private static double[] pixelForm(EllipticalGaussian shape, ImageGeometry geometry) {
    double[] form = shape.quadraticForm();
    return new double[] {
      form[0] * geometry.cellLRadians() * geometry.cellLRadians(),
      -form[1] * geometry.cellLRadians() * geometry.cellMRadians(),
      form[2] * geometry.cellMRadians() * geometry.cellMRadians()
    };
  }

  private boolean evaluate(double[] parameters, double[] residuals, double[][] jacobian) {
    for (int at = 0; at < parameters.length; at += EACH) {
      double a = parameters[at + 3];
      double b = parameters[at + 4];
      double c = parameters[at + 5];
      if (!(parameters[at] > 0 && a > 0 && c > 0 && a * c > b * b)) {
        return false;
      }
    }
    for (int i = 0; i < pixels.length; i++) {
      double sum = 0;
      double[] row = jacobian[i];
      for (int at = 0; at < parameters.length; at += EACH) {
        double dx = pixels[i] % width - parameters[at + 1];
        double dy = pixels[i] / width - parameters[at + 2];
        double a = parameters[at + 3];
        double b = parameters[at + 4];
        double c = parameters[at + 5];
        double shape = Math.exp(-(a * dx * dx + 2 * b * dx * dy + c * dy * dy));
        double value = parameters[at] * shape;
        sum += value;
        row[at] = shape;
        row[at + 1] = 2 * value * (a * dx + b * dy);
        row[at + 2] = 2 * value * (b * dx + c * dy);
        row[at + 3] = -value * dx * dx;
        row[at + 4] = -2 * value * dx * dy;
        row[at + 5] = -value * dy * dy;
      }
      residuals[i] = sum - image[pixels[i]] / scale;
    }
    return true;
  }
}
