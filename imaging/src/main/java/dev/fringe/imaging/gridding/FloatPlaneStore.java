package dev.fringe.imaging.gridding;

import java.util.HashMap;
import java.util.Map;

/** The planes that exist at the moment, by number and image. */
final class FloatPlaneStore {

  private final FloatPlane.Pool pool;
  private final int images;
  private final Map<Integer, FloatPlane[]> planes = new HashMap<>();

  FloatPlaneStore(FloatPlane.Pool pool, int images) {
    this.pool = pool;
    this.images = images;
  }

  /** The planes of this number, one for each image; made if they do not exist. */
  FloatPlane[] get(int number) {
    return planes.computeIfAbsent(number, key -> new FloatPlane[images]);
  }

  FloatPlane get(int number, int image) {
    FloatPlane[] found = get(number);
    if (found[image] == null) {
      found[image] = new FloatPlane(pool);
    }
    return found[image];
  }

  /** Makes a plane that holds the given tiles, unless it exists, and returns it. */
  FloatPlane put(int number, int image, boolean[] tiles) {
    FloatPlane plane = get(number, image);
    for (int tile = 0; tile < tiles.length; tile++) {
      if (tiles[tile]) {
        plane.tile(tile);
      }
    }
    return plane;
  }

  /** Removes and returns a plane; one without tiles if it does not exist. */
  FloatPlane take(int number, int image) {
    FloatPlane plane = get(number, image);
    planes.get(number)[image] = null;
    return plane;
  }
}
