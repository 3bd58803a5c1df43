package dev.fringe.imaging.sources;

import dev.fringe.imaging.ImageGeometry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Pixels that hang together above the island threshold, with their peaks.
 *
 * @param pixels {@code y * width + x} of each, brightest first
 * @param peaks the pixels that are peaks of their own, brightest first
 * @param noiseJy local noise at the brightest
 */
record Island(int[] pixels, int[] peaks, double noiseJy) {

  /** A second peak counts if it stands out of the saddle before it by this many sigmas. */
  private static final double PROMINENCE_SIGMAS = 3;

  /** Every island with a peak above the threshold, in the order of the image. */
  static List<Island> find(
      float[] image, ImageGeometry geometry, LocalNoise noise, SourceFinderParameters parameters) {
    List<Island> islands = new ArrayList<>();
    BitSet seen = new BitSet(geometry.pixels());
    int width = geometry.width();
    for (int y = 0; y < geometry.height(); y++) {
      for (int x = 0; x < width; x++) {
        int pixel = y * width + x;
        // The noise varies slowly: it need not be looked up where there is plainly nothing.
        if (image[pixel] > 0
            && !seen.get(pixel)
            && image[pixel] > parameters.peakSigmas() * noise.at(x, y)) {
          int[] pixels = flood(pixel, image, geometry, noise, parameters.islandSigmas(), seen);
          double sigma = noise.at(pixels[0] % width, pixels[0] / width);
          int[] peaks = peaks(pixels, image, width, sigma, parameters.peakSigmas());
          islands.add(new Island(pixels, peaks, sigma));
        }
      }
    }
    return islands;
  }

  private static int[] flood(
      int start,
      float[] image,
      ImageGeometry geometry,
      LocalNoise noise,
      double sigmas,
      BitSet seen) {
    int width = geometry.width();
    int[] pixels = new int[64];
    int size = 0;
    pixels[size++] = start;
    seen.set(start);
    for (int next = 0; next < size; next++) {
      int x = pixels[next] % width;
      int y = pixels[next] / width;
      for (int ny = Math.max(0, y - 1); ny <= Math.min(geometry.height() - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          int pixel = ny * width + nx;
          if (!seen.get(pixel) && image[pixel] > sigmas * noise.at(nx, ny)) {
            seen.set(pixel);
            if (size == pixels.length) {
              pixels = Arrays.copyOf(pixels, 2 * size);
            }
            pixels[size++] = pixel;
          }
        }
      }
    }
    return brightestFirst(Arrays.copyOf(pixels, size), image);
  }

  private static int[] brightestFirst(int[] pixels, float[] image) {
    long[] keys = new long[pixels.length];
    // Pixels of an island are above 0, so the order of their bits is that of their values.
    Arrays.setAll(
        keys,
        i -> ((long) Integer.MAX_VALUE - Float.floatToIntBits(image[pixels[i]])) << 32 | pixels[i]);
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /**
   * Lets the water fall: each pixel joins the peak from which it is reached downhill; where two
   * meet, the lower one stays a peak only if it stands high enough above the saddle.
   */
  private static int[] peaks(
      int[] pixels, float[] image, int width, double sigma, double peakSigmas) {
    Shores shores = new Shores(pixels, width);
    List<Integer> peaks = new ArrayList<>();
    for (int place = 0; place < pixels.length; place++) {
      float level = image[pixels[place]];
      int[] around = shores.around(place);
      shores.rise(place);
      for (int neighbour : around) {
        int a = shores.summit(place);
        int b = shores.summit(neighbour);
        if (a != b) {
          int lower = Math.max(a, b);
          float height = image[pixels[lower]];
          if (lower != place
              && height - level >= PROMINENCE_SIGMAS * sigma
              && height >= peakSigmas * sigma) {
            peaks.add(lower);
          }
          shores.join(lower, Math.min(a, b));
        }
      }
    }
    peaks.add(0);
    return peaks.stream().mapToInt(place -> place).sorted().map(place -> pixels[place]).toArray();
  }
}
