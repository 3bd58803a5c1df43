package dev.fringe.imaging.benchmarks;

import java.util.SplittableRandom;

/** Baselines of a flat array, a Gaussian core and three arms, that tracks a field for a night. */
final class TrackingArray {

  private static final double SIDEREAL_PER_SOLAR = 1.00273791;

  private final double[] east;
  private final double[] north;

  /**
   * @param antennas 60 % of them in the core
   * @param longestMetres length of the longest baseline
   */
  TrackingArray(int antennas, double longestMetres) {
    SplittableRandom random = new SplittableRandom(1);
    east = new double[antennas];
    north = new double[antennas];
    int core = antennas * 6 / 10;
    int steps = (antennas - core + 2) / 3;
    for (int i = 0; i < antennas; i++) {
      if (i < core) {
        east[i] = random.nextGaussian() * 0.04 * longestMetres;
        north[i] = random.nextGaussian() * 0.04 * longestMetres;
      } else {
        int arm = (i - core) % 3;
        double t = ((i - core) / 3 + 1.0) / steps;
        double radius = 0.5 * longestMetres * Math.pow(0.04, 1 - t);
        double angle = 2 * Math.PI * arm / 3 + 1.5 * t;
        east[i] = radius * Math.cos(angle);
        north[i] = radius * Math.sin(angle);
      }
    }
    double longest = 0;
    for (int i = 0; i < antennas; i++) {
      for (int j = 0; j < i; j++) {
        longest = Math.max(longest, Math.hypot(east[i] - east[j], north[i] - north[j]));
      }
    }
    for (int i = 0; i < antennas; i++) {
      east[i] *= longestMetres / longest;
      north[i] *= longestMetres / longest;
    }
  }

  int baselines() {
    return east.length * (east.length - 1) / 2;
  }

  /**
   * u, v and w in metres for each time and, within it, each baseline.
   *
   * @param hours length of the track, around transit
   */
  double[][] uvwMetres(int times, double hours, double latitude, double declination) {
    double[][] uvw = new double[3][times * baselines()];
    int row = 0;
    for (int time = 0; time < times; time++) {
      double angle =
          ((double) time / (times - 1) - 0.5) * hours / 12 * Math.PI * SIDEREAL_PER_SOLAR;
      double sinH = Math.sin(angle);
      double cosH = Math.cos(angle);
      for (int i = 0; i < east.length; i++) {
        for (int j = i + 1; j < east.length; j++) {
          double y = east[j] - east[i];
          double northward = north[j] - north[i];
          double x = -northward * Math.sin(latitude);
          double z = northward * Math.cos(latitude);
          double towards = cosH * x - sinH * y;
          uvw[0][row] = sinH * x + cosH * y;
          uvw[1][row] = -Math.sin(declination) * towards + Math.cos(declination) * z;
          uvw[2][row] = Math.cos(declination) * towards + Math.sin(declination) * z;
          row++;
        }
      }
    }
    return uvw;
  }
}
