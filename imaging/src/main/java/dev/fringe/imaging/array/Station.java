package dev.fringe.imaging.array;

/**
 * A dish or a station of an array, relative to the array's reference position.
 *
 * @param name what the station is called; perhaps empty
 * @param eastMetres towards local east, on the plane that touches the ellipsoid there; likewise
 *     north, and up along its normal
 */
public record Station(String name, double eastMetres, double northMetres, double upMetres) {

  public Station {
    if (!Double.isFinite(eastMetres + northMetres + upMetres)) {
      throw new IllegalArgumentException(
          "station "
              + name
              + " stands at ("
              + eastMetres
              + ", "
              + northMetres
              + ", "
              + upMetres
              + ") m, which is not a place");
    }
  }

  /** Straight-line distance, through the ground if need be. */
  public double distanceMetres(Station other) {
    double east = eastMetres - other.eastMetres;
    double north = northMetres - other.northMetres;
    double up = upMetres - other.upMetres;
    return Math.sqrt(east * east + north * north + up * up);
  }
}
