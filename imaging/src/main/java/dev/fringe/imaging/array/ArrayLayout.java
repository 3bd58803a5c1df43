package dev.fringe.imaging.array;

import java.util.List;

/**
 * An array of stations around a place on the Earth.
 *
 * @param name what the array is called; becomes TELESCOP
 * @param longitudeRadians of the reference position on the WGS84 ellipsoid, east positive
 * @param latitudeRadians geodetic, between -π/2 and π/2
 * @param diameterMetres of each dish or station, or 0 where it is not known
 * @param stations at least two, no two of them in the same place
 */
public record ArrayLayout(
    String name,
    double longitudeRadians,
    double latitudeRadians,
    double diameterMetres,
    List<Station> stations) {

  public ArrayLayout {
    stations = List.copyOf(stations);
    if (stations.size() < 2) {
      throw new IllegalArgumentException(
          "array " + name + " has " + stations.size() + " stations, but a baseline needs 2");
    }
    if (!(Math.abs(latitudeRadians) <= Math.PI / 2)) {
      throw new IllegalArgumentException(
          "array "
              + name
              + " stands at latitude "
              + Math.toDegrees(latitudeRadians)
              + "°, which must be between -90° and 90°");
    }
    if (!Double.isFinite(longitudeRadians) || !(diameterMetres >= 0)) {
      throw new IllegalArgumentException(
          "array "
              + name
              + " has longitude "
              + Math.toDegrees(longitudeRadians)
              + "° and dishes of "
              + diameterMetres
              + " m");
    }
  }

  /** Pairs of different stations. */
  public int baselines() {
    return Math.multiplyExact(stations.size(), stations.size() - 1) / 2;
  }

  public double longestBaselineMetres() {
    double longest = 0;
    for (int i = 0; i < stations.size(); i++) {
      for (int j = 0; j < i; j++) {
        longest = Math.max(longest, stations.get(i).distanceMetres(stations.get(j)));
      }
    }
    return longest;
  }

  public double shortestBaselineMetres() {
    double shortest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < stations.size(); i++) {
      for (int j = 0; j < i; j++) {
        shortest = Math.min(shortest, stations.get(i).distanceMetres(stations.get(j)));
      }
    }
    return shortest;
  }
}
