package dev.fringe.imaging.sources;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.sources.GaussianFit.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What hangs together in an image as a sum of Gaussians. Where those at the peaks leave something
 * over, as a jet does that leads out of a core without a peak of its own, further ones are added
 * one by one, so that what is beside a source is not taken for the source.
 */
final class Blend {

  /** Gaussians in one fit. */
  private static final int MOST = 24;

  /** What is fainter than this share of the brightest pixel is left over. */
  private static final double FAINTEST_SHARE = 0.02;

  /** Pixels across the beam's minor axis that a fit needs; the others repeat what they say. */
  private static final int PIXELS_PER_BEAM = 3;

  /** Fewer pixels are all fitted. */
  private static final int ALL_FITTED = 1000;

  private final float[] image;
  private final ImageGeometry geometry;
  private final EllipticalGaussian beam;
  private final double noiseJy;
  private final double least;
  private final int[] pixels;

  /**
   * @param pixels to be explained
   * @param noiseJy local noise
   * @param least height of a Gaussian that is added, in Jy / beam
   */
  Blend(
      float[] image,
      ImageGeometry geometry,
      EllipticalGaussian beam,
      int[] pixels,
      double noiseJy,
      double least) {
    this.image = image;
    this.geometry = geometry;
    this.beam = beam;
    this.noiseJy = noiseJy;
    this.least = least;
    this.pixels = thinned(pixels);
  }

  /**
   * A Gaussian of the blend.
   *
   * @param component as fitted last: of the beam's shape if it is not resolved
   * @param seen shape as fitted freely
   * @param resolved whether it is larger than the beam
   */
  record Fitted(Component component, EllipticalGaussian seen, boolean resolved) {}

  /** One Gaussian at each peak and no other; empty if that makes no sense of the pixels. */
  Optional<List<Fitted>> fitOnly(int[] peaks) {
    return fit(GaussianFit.startingAt(peaks, image, geometry, beam), peaks.length);
  }

  /** Gaussians at the peaks, and wherever these leave too much over. */
  Optional<List<Fitted>> fit(int[] peaks) {
    double tallest = Math.max(least, FAINTEST_SHARE * image[peaks[0]]);
    Optional<List<Fitted>> best = fitOnly(peaks);
    while (best.isPresent() && best.get().size() < MOST) {
      List<Component> model = components(best.get());
      double[] left = left(model);
      Optional<Component> more = unexplained(model, left, tallest);
      if (more.isEmpty()) {
        break;
      }
      List<Component> start = new ArrayList<>(model);
      start.add(more.get());
      Optional<List<Fitted>> next = fit(start, peaks.length);
      if (next.isEmpty()
          || !areApart(components(next.get()))
          || !(squares(left(components(next.get()))) < squares(left))) {
        break;
      }
      best = next;
    }
    return best;
  }

  /**
   * Those at peaks free first; then those that are no larger than the beam are held to its shape.
   * Those that were added always are: free, they would reach for what is not theirs.
   *
   * @param atPeaks as many stand at peaks, and come first
   */
  private Optional<List<Fitted>> fit(List<Component> start, int atPeaks) {
    BitSet all = new BitSet();
    all.set(0, start.size());
    List<Component> settled = GaussianFit.fit(image, geometry, pixels, start, all).orElse(start);
    BitSet added = new BitSet();
    added.set(atPeaks, start.size());
    Optional<List<Component>> free = GaussianFit.fit(image, geometry, pixels, settled, added);
    List<Component> next = new ArrayList<>(free.orElse(settled));
    BitSet held = new BitSet();
    for (int i = 0; i < next.size(); i++) {
      if (i >= atPeaks || free.isEmpty() || !Measurement.resolved(next.get(i), beam, noiseJy)) {
        held.set(i);
        next.set(i, next.get(i).withShape(beam));
      }
    }
    Optional<List<Component>> last =
        held.isEmpty() ? free : GaussianFit.fit(image, geometry, pixels, next, held);
    return last.map(
        components -> {
          List<Fitted> fitted = new ArrayList<>();
          for (int i = 0; i < components.size(); i++) {
            EllipticalGaussian seen = free.isPresent() ? free.get().get(i).shape() : beam;
            fitted.add(new Fitted(components.get(i), seen, !held.get(i)));
          }
          return fitted;
        });
  }

  private static List<Component> components(List<Fitted> fitted) {
    return fitted.stream().map(Fitted::component).toList();
  }

  /** What a model leaves of each pixel. */
  private double[] left(List<Component> model) {
    int width = geometry.width();
    return Arrays.stream(pixels)
        .mapToDouble(
            pixel -> {
              double left = image[pixel];
              for (Component component : model) {
                left -= component.at(pixel % width, pixel / width, geometry);
              }
              return left;
            })
        .toArray();
  }

  private static double squares(double[] values) {
    return Arrays.stream(values).map(value -> value * value).sum();
  }

  /**
   * The highest of what is left, if it is high enough and not within the half-width of a Gaussian
   * that is there already, where two cannot be told apart.
   */
  private Optional<Component> unexplained(List<Component> model, double[] left, double tallest) {
    int highest = -1;
    int width = geometry.width();
    for (int i = 0; i < left.length; i++) {
      int x = pixels[i] % width;
      int y = pixels[i] / width;
      if (left[i] > (highest < 0 ? tallest : left[highest])
          && model.stream().noneMatch(component -> isWithin(component, x, y))) {
        highest = i;
      }
    }
    return highest < 0
        ? Optional.empty()
        : Optional.of(
            new Component(
                pixels[highest] % width, (double) (pixels[highest] / width), left[highest], beam));
  }

  /** Whether none has come to share another's place. */
  private boolean areApart(List<Component> model) {
    for (int i = 0; i < model.size(); i++) {
      Component one = model.get(i);
      if (model.stream()
          .skip(i + 1)
          .anyMatch(
              other -> isWithin(other, (int) Math.round(one.x()), (int) Math.round(one.y())))) {
        return false;
      }
    }
    return true;
  }

  private boolean isWithin(Component component, int x, int y) {
    double dl = (component.x() - x) * geometry.cellLRadians();
    double dm = (y - component.y()) * geometry.cellMRadians();
    return beam.at(dl, dm) > 0.5;
  }

  /** Every pixel, or every second one, and so on, of rows and columns where the beam is wide. */
  private int[] thinned(int[] all) {
    double cell = Math.max(geometry.cellLRadians(), geometry.cellMRadians());
    int step = (int) (beam.minorRadians() / cell / PIXELS_PER_BEAM);
    if (step < 2 || all.length <= ALL_FITTED) {
      return all;
    }
    int width = geometry.width();
    return Arrays.stream(all)
        .filter(pixel -> pixel % width % step == 0 && pixel / width % step == 0)
        .toArray();
  }
}
