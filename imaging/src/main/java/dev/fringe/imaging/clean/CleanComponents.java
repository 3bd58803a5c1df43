package dev.fringe.imaging.clean;

import java.util.Arrays;

/** Point components in the order in which they were found; a pixel may occur many times. */
public final class CleanComponents {

  private int[] pixels = new int[256];
  private float[] fluxes = new float[256];
  private int size;

  CleanComponents() {}

  void add(int pixel, float fluxJy) {
    if (size == pixels.length) {
      pixels = Arrays.copyOf(pixels, 2 * size);
      fluxes = Arrays.copyOf(fluxes, 2 * size);
    }
    pixels[size] = pixel;
    fluxes[size++] = fluxJy;
  }

  /** Forgets all but the first {@code length} components. */
  void truncate(int length) {
    size = Math.min(size, length);
  }

  public int size() {
    return size;
  }

  /** Place of component {@code i} in the image, {@code y * width + x}. */
  public int pixel(int i) {
    return pixels[i];
  }

  /** Flux density of component {@code i} in Jy. */
  public float fluxJy(int i) {
    return fluxes[i];
  }

  /** Sum of all components, in Jy. */
  public double totalJy() {
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += fluxes[i];
    }
    return total;
  }

  /** Adds the components to a model image, in Jy / pixel. */
  public void addTo(float[] model) {
    addTo(model, 0);
  }

  void addTo(float[] model, int first) {
    for (int i = first; i < size; i++) {
      model[pixels[i]] += fluxes[i];
    }
  }

  /** The components as an image of {@code length} pixels, in Jy / pixel. */
  public float[] toImage(int length) {
    float[] model = new float[length];
    addTo(model);
    return model;
  }

  /** The same components with the opposite sign. */
  CleanComponents negated() {
    CleanComponents negated = new CleanComponents();
    for (int i = 0; i < size; i++) {
      negated.add(pixels[i], -fluxes[i]);
    }
    return negated;
  }

  /** Components from {@code first} on, those of a pixel added up, in the order of their pixels. */
  CleanComponents merged(int first) {
    long[] order = new long[size - first];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) pixels[first + i] << 32 | first + i;
    }
    Arrays.sort(order);
    CleanComponents merged = new CleanComponents();
    for (long entry : order) {
      int i = (int) entry;
      if (merged.size > 0 && merged.pixels[merged.size - 1] == pixels[i]) {
        merged.fluxes[merged.size - 1] += fluxes[i];
      } else {
        merged.add(pixels[i], fluxes[i]);
      }
    }
    return merged;
  }
}
