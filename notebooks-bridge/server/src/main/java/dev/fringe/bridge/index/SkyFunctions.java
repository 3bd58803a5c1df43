package dev.fringe.bridge.index;

import dev.fringe.bridge.sky.RegionText;

/** Functions that the database calls, by name. Without a value there is no answer: null. */
public final class SkyFunctions {

  private SkyFunctions() {}

  /** Whether two regions, written as {@link RegionText} reads them, have a point in common. */
  public static boolean intersects(String one, String other) {
    return one != null
        && other != null
        && RegionText.parse(one).intersects(RegionText.parse(other));
  }
}
