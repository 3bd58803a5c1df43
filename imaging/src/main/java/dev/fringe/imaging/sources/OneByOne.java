package dev.fringe.imaging.sources;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.sources.Blend.Fitted;
import dev.fringe.imaging.sources.GaussianFit.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Gaussians of an island that has too many for one fit: each is fitted to the pixels around its
 * peak, from which the others have been taken away, round after round. Not thread-safe.
 */
final class OneByOne {

  private static final int ROUNDS = 4;

  /** A Gaussian is taken away as far as this many of its widths (FWHM): to 1e-7 of its peak. */
  private static final double REACH = 2.5;

  private final float[] left;
  private final ImageGeometry geometry;
  private final EllipticalGaussian beam;
  private final double noiseJy;

  OneByOne(float[] image, ImageGeometry geometry, EllipticalGaussian beam, double noiseJy) {
    this.left = image.clone();
    this.geometry = geometry;
    this.beam = beam;
    this.noiseJy = noiseJy;
  }

  /**
   * @param around the pixels to fit a peak to
   * @return one for each peak
   */
  List<Fitted> fit(int[] peaks, Function<Integer, int[]> around) {
    List<Fitted> fitted = new ArrayList<>();
    // Brightest first: what the next one shows beside it is then its own.
    for (int peak : peaks) {
      Component start = new Component(peak % width(), (double) (peak / width()), left[peak], beam);
      fitted.add(better(new Fitted(start, beam, false), peak, around));
    }
    for (int round = 1; round < ROUNDS; round++) {
      for (int i = 0; i < peaks.length; i++) {
        add(fitted.get(i).component(), 1);
        fitted.set(i, better(fitted.get(i), peaks[i], around));
      }
    }
    return fitted;
  }

  /** Fits once more what {@code known} stands for, and takes it away. */
  private Fitted better(Fitted known, int peak, Function<Integer, int[]> around) {
    Optional<List<Fitted>> found =
        left[peak] > 0
            ? new Blend(left, geometry, beam, around.apply(peak), noiseJy, 0)
                .fitOnly(new int[] {peak})
            : Optional.empty();
    Fitted best = found.map(List::getFirst).orElse(known);
    add(best.component(), -1);
    return best;
  }

  private void add(Component component, double sign) {
    double reach = REACH * component.shape().majorRadians();
    int reachX = (int) Math.ceil(reach / geometry.cellLRadians());
    int reachY = (int) Math.ceil(reach / geometry.cellMRadians());
    int x = (int) Math.round(component.x());
    int y = (int) Math.round(component.y());
    for (int py = Math.max(0, y - reachY);
        py <= Math.min(geometry.height() - 1, y + reachY);
        py++) {
      for (int px = Math.max(0, x - reachX); px <= Math.min(width() - 1, x + reachX); px++) {
        left[py * width() + px] += (float) (sign * component.at(px, py, geometry));
      }
    }
  }

  private int width() {
    return geometry.width();
  }
}
