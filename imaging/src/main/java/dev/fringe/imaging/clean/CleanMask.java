package dev.fringe.imaging.clean;

import dev.fringe.imaging.ImageGeometry;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The pixels of an image that may hold components. Immutable; one bit for each pixel in memory, and
 * runs of pixels when serialised, so that it travels lightly.
 */
public final class CleanMask implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int width;
  private final int height;
  private final int wordsPerRow;
  private final transient long[] words;

  private CleanMask(int width, int height, long[] words) {
    this.width = width;
    this.height = height;
    this.wordsPerRow = wordsPerRow(width);
    this.words = words;
  }

  private static int wordsPerRow(int width) {
    return (width + 63) >>> 6;
  }

  private static CleanMask blank(int width, int height) {
    return new CleanMask(width, height, new long[Math.multiplyExact(wordsPerRow(width), height)]);
  }

  public static CleanMask none(int width, int height) {
    return blank(width, height);
  }

  public static CleanMask all(int width, int height) {
    return inside(width, height, 0);
  }

  /** All pixels but a margin of {@code border} pixels. */
  public static CleanMask inside(int width, int height, int border) {
    CleanMask mask = blank(width, height);
    for (int y = border; y < height - border; y++) {
      mask.setRun(y, border, width - border);
    }
    return mask;
  }

  /** The pixels whose centres lie within a circle around the centre of the image. */
  public static CleanMask circle(ImageGeometry geometry, double radiusRadians) {
    CleanMask mask = blank(geometry.width(), geometry.height());
    for (int y = 0; y < geometry.height(); y++) {
      for (int x = 0; x < geometry.width(); x++) {
        double l = (x - geometry.width() / 2) * geometry.cellLRadians();
        double m = (y - geometry.height() / 2) * geometry.cellMRadians();
        if (Math.hypot(l, m) <= radiusRadians) {
          mask.set(x, y);
        }
      }
    }
    return mask;
  }

  /**
   * The pixels of an image that are above 0.
   *
   * @param image {@code width * height} pixels, rows from south to north
   */
  public static CleanMask ofImage(int width, int height, float[] image) {
    CleanMask mask = blank(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (image[y * width + x] > 0) {
          mask.set(x, y);
        }
      }
    }
    return mask;
  }

  private void setRun(int y, int from, int to) {
    for (int x = from; x < to; x++) {
      if ((x & 63) == 0 && to - x >= 64) {
        words[y * wordsPerRow + (x >>> 6)] = -1L;
        x += 63;
      } else {
        set(x, y);
      }
    }
  }

  private void set(int x, int y) {
    words[y * wordsPerRow + (x >>> 6)] |= 1L << x;
  }

  /** This mask with the pixels of these components added. */
  public CleanMask with(CleanComponents components) {
    CleanMask mask = new CleanMask(width, height, words.clone());
    for (int i = 0; i < components.size(); i++) {
      int pixel = components.pixel(i);
      mask.set(pixel % width, pixel / width);
    }
    return mask;
  }

  /** The pixels that are in both. */
  public CleanMask and(CleanMask other) {
    if (other.width != width || other.height != height) {
      throw new IllegalArgumentException(
          "a mask of "
              + other.width
              + " x "
              + other.height
              + " pixels does not fit one of "
              + width
              + " x "
              + height);
    }
    long[] common = new long[words.length];
    Arrays.setAll(common, i -> words[i] & other.words[i]);
    return new CleanMask(width, height, common);
  }

  public boolean contains(int x, int y) {
    return (words[y * wordsPerRow + (x >>> 6)] >>> x & 1) != 0;
  }

  /** The bits of the 64 pixels from {@code x}, a multiple of 64, upwards. */
  long word(int x, int y) {
    return words[y * wordsPerRow + (x >>> 6)];
  }

  /** Number of pixels in the mask. */
  public long count() {
    return Arrays.stream(words).mapToInt(Long::bitCount).summaryStatistics().getSum();
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CleanMask mask
        && mask.width == width
        && mask.height == height
        && Arrays.equals(mask.words, words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "CleanMask[" + width + " x " + height + ", " + count() + " pixels]";
  }

  private Object writeReplace() {
    int[] runs = new int[16];
    int length = 0;
    boolean inside = false;
    for (int pixel = 0; pixel < width * height; pixel++) {
      if (contains(pixel % width, pixel / width) != inside) {
        if (length == runs.length) {
          runs = Arrays.copyOf(runs, 2 * length);
        }
        runs[length++] = pixel;
        inside = !inside;
      }
    }
    return new Runs(width, height, Arrays.copyOf(runs, length));
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("a mask is read from its runs");
  }

  /** Pixels at which the mask begins and ends, in turn. */
  private record Runs(int width, int height, int[] edges) implements Serializable {

    private Object readResolve() {
      CleanMask mask = blank(width, height);
      for (int i = 0; i < edges.length; i += 2) {
        int end = i + 1 < edges.length ? edges[i + 1] : width * height;
        for (int pixel = edges[i]; pixel < end; pixel++) {
          mask.set(pixel % width, pixel / width);
        }
      }
      return mask;
    }
  }
}
