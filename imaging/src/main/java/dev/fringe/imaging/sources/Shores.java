package dev.fringe.imaging.sources;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Joined sets of pixels, each known by its summit; places count from the brightest pixel. */
final class Shores {

  private static final int UNDER_WATER = -1;

  private final int[] pixels;
  private final int width;
  private final int[] parent;
  private final Map<Integer, Integer> places = new HashMap<>();

  Shores(int[] pixels, int width) {
    this.pixels = pixels;
    this.width = width;
    this.parent = new int[pixels.length];
    Arrays.fill(parent, UNDER_WATER);
  }

  void rise(int place) {
    parent[place] = place;
    places.put(pixels[place], place);
  }

  int summit(int place) {
    int at = place;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  void join(int lower, int higher) {
    parent[lower] = higher;
  }

  /** Places of the neighbours that have risen already. */
  int[] around(int place) {
    int[] around = new int[8];
    int size = 0;
    int x = pixels[place] % width;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = Math.max(-1, -x); dx <= Math.min(1, width - 1 - x); dx++) {
        Integer neighbour = places.get(pixels[place] + dy * width + dx);
        if (neighbour != null) {
          around[size++] = neighbour;
        }
      }
    }
    return Arrays.copyOf(around, size);
  }
}
