package dev.fringe.imaging.sources;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.beam.EllipticalGaussian;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.sources.GaussianFit.Component;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lists the sources of a restored image: islands of pixels above the local noise that hold a high
 * enough peak, parted into peaks by the saddles between them, fitted by Gaussians. Negative
 * features are left out.
 */
public final class SourceFinder {

  /** More peaks than this in an island are fitted one by one, each to the pixels around it. */
  private static final int FITTED_TOGETHER = 8;

  /** An island with more pixels than this is fitted near its peaks only. */
  private static final int LARGEST_FIT = 20_000;

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
        i -> found.set(i, measure(islands.get(i), i, image, geometry, beam, taken)));
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
      BitSet taken) {
    boolean together =
        island.peaks().length <= FITTED_TOGETHER && island.pixels().length <= LARGEST_FIT;
    if (together) {
      int[] pixels = around(island.peaks(), island.pixels(), image, geometry, beam, taken);
      Optional<List<Source>> sources =
          fit(island, number, island.peaks(), pixels, image, geometry, beam);
      if (sources.isPresent()) {
        return sources.get();
      }
    }
    BitSet others = (BitSet) taken.clone();
    for (int pixel : island.pixels()) {
      others.clear(pixel);
    }
    List<Source> sources = new ArrayList<>();
    for (int peak : island.peaks()) {
      int[] one = {peak};
      int[] pixels = around(one, one, image, geometry, beam, others);
      sources.addAll(
          fit(island, number, one, pixels, image, geometry, beam)
              .orElseGet(() -> asTheyStand(island, number, one, image, geometry, beam)));
    }
    return sources;
  }

  /** All free first; then those that are no larger than the beam are held to its shape. */
  private static Optional<List<Source>> fit(
      Island island,
      int number,
      int[] peaks,
      int[] pixels,
      float[] image,
      ImageGeometry geometry,
      EllipticalGaussian beam) {
    List<Component> start = GaussianFit.startingAt(peaks, image, geometry, beam);
    BitSet held = new BitSet();
    Optional<List<Component>> free = GaussianFit.fit(image, geometry, pixels, start, held);
    List<Component> next = new ArrayList<>(free.orElse(start));
    for (int i = 0; i < peaks.length; i++) {
      if (free.isEmpty() || !Measurement.resolved(next.get(i), beam, island.noiseJy())) {
        held.set(i);
        next.set(i, start.get(i));
      }
    }
    Optional<List<Component>> last =
        held.isEmpty() ? free : GaussianFit.fit(image, geometry, pixels, next, held);
    return last.map(
        components -> {
          List<Source> sources = new ArrayList<>();
          for (int i = 0; i < components.size(); i++) {
            EllipticalGaussian seen = free.isPresent() ? free.get().get(i).shape() : beam;
            sources.add(
                Measurement.of(
                    components.get(i),
                    seen,
                    !held.get(i),
                    geometry,
                    beam,
                    island.noiseJy(),
                    number));
          }
          return sources;
        });
  }

  /** Where no fit makes sense, the peak itself says what there is to say. */
  private static List<Source> asTheyStand(
      Island island,
      int number,
      int[] peaks,
      float[] image,
      ImageGeometry geometry,
      EllipticalGaussian beam) {
    return GaussianFit.startingAt(peaks, image, geometry, beam).stream()
        .map(peak -> Measurement.of(peak, beam, false, geometry, beam, island.noiseJy(), number))
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
