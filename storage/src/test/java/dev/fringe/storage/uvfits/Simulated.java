package dev.fringe.storage.uvfits;

import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Observations made up for tests. */
final class Simulated {
  private static final double START_MJD = 60_310.25;

  private Simulated() {}

  static Observation observation(
      int antennas, List<SpectralWindow> windows, List<Correlation> correlations) {
    List<Antenna> stations = new ArrayList<>();
    for (int i = 1; i <= antennas; i++) {
      stations.add(new Antenna(i, "ST" + i, 5_109_000 + i, 2_006_000 - 3.25 * i, -3_239_000, 13.5));
    }
    return new Observation(
        "SIM",
        "CORR",
        "Cen A",
        "Test's",
        START_MJD,
        Math.toRadians(201.365),
        Math.toRadians(-43.019),
        2000,
        windows,
        correlations,
        stations,
        0);
  }

  /** Rows of random values, between antennas up to the last. */
  static VisibilityBlock rows(Observation observation, int rows, long seed) {
    Random random = new Random(seed);
    int samples = rows * observation.channels() * observation.correlations().size();
    int antennas = observation.antennas().size();
    return new VisibilityBlock(
        rows,
        observation.channels(),
        observation.correlations().size(),
        random.doubles(rows, -1e5, 1e5).toArray(),
        random.doubles(rows, -1e5, 1e5).toArray(),
        random.doubles(rows, -1e4, 1e4).toArray(),
        random.doubles(rows, START_MJD, START_MJD + 1).toArray(),
        random.ints(rows, 1, antennas + 1).toArray(),
        random.ints(rows, 1, antennas + 1).toArray(),
        floats(random, rows),
        floats(random, samples),
        floats(random, samples),
        floats(random, samples));
  }

  private static float[] floats(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
