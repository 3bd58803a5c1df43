package dev.fringe.imaging.sources;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.parallel.Workers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lists the sources of a restored image: islands of pixels above the local noise that hold a high
 * enough peak, parted into peaks by the saddles between them, fitted by Gaussians, of which further
 * ones are added for what these leave over. Negative features are left out.
 */
public final class SourceFinder {

  /** Multiplications in a step of a fit: an island that needs more is fitted peak by peak. */
  private static final double MOST_WORK = 2e8;

  private SourceFinder() {}

  /**
   * @param image restored, in Jy / beam; NaN where there is none
   * @param beam the restoring beam, both axes above 0
   * @return the sources, the one with the highest flux density first
   */
  public static List<Source> find(
      float[] image,
      ImageGeometry geometry,
      EllipticalGaussian beam,
      SourceFinderParameters parameters,
      Workers workers) {
    int box = (int) Math.ceil(parameters.boxBeams() * beam.majorRadians() / cell(geometry));
    LocalNoise noise = LocalNoise.of(image, geometry, box, workers);
    List<Island> islands = Island.find(image, geometry, noise, parameters);
    BitSet taken = new BitSet();
    islands.forEach(island -> set(taken, island.pixels()));
    List<List<Source>> found = new ArrayList<>();
    islands.forEach(island -> found.add(List.of()));
    workers.forEach(
        islands.size(),
        i ->
            found.set(
                i,
                measure(islands.get(i), i, image, geometry, beam, parameters.peakSigmas(), taken)));
    return found.stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparingDouble(Source::fluxJy).reversed())
        .toList();
  }

  private static double cell(ImageGeometry geometry) {
    return Math.min(geometry.cellLRadians(), geometry.cellMRadians());
  }

  private static void set(BitSet bits, int[] pixels) {
    for (int pixel : pixels) {
      bits.set(pixel);
    }
  }

  private static List<Source> measure(
      Island island,
      int number,
      float[] image,
      ImageGeometry geometry,
      EllipticalGaussian beam,
      double peakSigmas,
      BitSet taken) {
    double least = peakSigmas * island.noiseJy();
    if (isFittedTogether(island)) {
      int[] pixels = around(island.peaks(), island.pixels(), image, geometry, beam, taken);
      Blend blend = new Blend(image, geometry, beam, pixels, island.noiseJy(), least);
      Optional<List<Blend.Fitted>> fitted = blend.fit(island.peaks());
      if (fitted.isPresent()) {
        return sources(fitted.get(), island, number, geometry, beam);
      }
    }
    BitSet others = (BitSet) taken.clone();
    for (int pixel : island.pixels()) {
      others.clear(pixel);
    }
    List<Blend.Fitted> fitted =
        new OneByOne(image, geometry, beam, island.noiseJy())
            .fit(
                island.peaks(),
                peak -> {
                  int[] one = {peak};
                  return around(one, one, image, geometry, beam, others);
                });
    return sources(fitted, island, number, geometry, beam);
  }

  /** Whether a fit of all its peaks at once, six parameters each, is soon done. */
  private static boolean isFittedTogether(Island island) {
    double parameters = 6.0 * island.peaks().length;
    return parameters * parameters * island.pixels().length <= MOST_WORK;
  }

  private static List<Source> sources(
      List<Blend.Fitted> fitted,
      Island island,
      int number,
      ImageGeometry geometry,
      EllipticalGaussian beam) {
    return fitted.stream()
        .map(
            each ->
                Measurement.of(
                    each.component(),
                    each.seen(),
                    each.resolved(),
                    geometry,
                    beam,
                    island.noiseJy(),
                    number))
        .toList();
  }

  /**
   * The pixels to fit: some, and all those within half a beam's height of a peak, so that the faint
   * flanks count whether noise has lifted them or not. Other islands are left out.
   */
  private static int[] around(
      int[] peaks,
      int[] some,
      float[] image,
      ImageGeometry geometry,
      EllipticalGaussian beam,
      BitSet taken) {
    BitSet pixels = new BitSet();
    set(pixels, some);
    int width = geometry.width();
    int reachX = (int) Math.ceil(beam.majorRadians() / geometry.cellLRadians());
    int reachY = (int) Math.ceil(beam.majorRadians() / geometry.cellMRadians());
    for (int peak : peaks) {
      int x = peak % width;
      int y = peak / width;
      for (int py = Math.max(0, y - reachY);
          py <= Math.min(geometry.height() - 1, y + reachY);
          py++) {
        for (int px = Math.max(0, x - reachX); px <= Math.min(width - 1, x + reachX); px++) {
          int pixel = py * width + px;
          double height =
              beam.at((x - px) * geometry.cellLRadians(), (py - y) * geometry.cellMRadians());
          if (height >= 0.25 && !taken.get(pixel) && Float.isFinite(image[pixel])) {
            pixels.set(pixel);
          }
        }
      }
    }
    return pixels.stream().toArray();
  }
}
