package dev.fringe.pipelines.inspect;

import static dev.fringe.imaging.visibility.SampleBlock.SPEED_OF_LIGHT;

import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Adds up the blocks of a file to an {@link ObservationSurvey}. */
final class Surveyor {

  private static final double DAY_MILLIS = 86_400_000;

  private final Observation observation;
  private final double[] perMetre;
  private final boolean[] parallel;
  private final Set<Long> baselines = new HashSet<>();
  private final Set<Integer> antennas = new HashSet<>();
  private final TreeSet<Long> timesMillis = new TreeSet<>();
  private final Amplitudes amplitudes = new Amplitudes();
  private final Reach unflagged = new Reach();
  private final Reach all = new Reach();
  private long rows;
  private long autocorrelations;
  private long visibilities;
  private long flagged;
  private long notFinite;
  private double integrationSeconds;
  private double startMjd = Double.POSITIVE_INFINITY;
  private double endMjd = Double.NEGATIVE_INFINITY;
  private long lastTime = Long.MIN_VALUE;
  private long lastBaseline = Long.MIN_VALUE;

  /** Shortest and longest, in metres and in wavelengths. */
  private static final class Reach {
    double shortestMetres = Double.POSITIVE_INFINITY;
    double longestMetres;
    double shortestWavelengths = Double.POSITIVE_INFINITY;
    double longestWavelengths;

    void add(double metres, double perMetre) {
      shortestMetres = Math.min(shortestMetres, metres);
      longestMetres = Math.max(longestMetres, metres);
      shortestWavelengths = Math.min(shortestWavelengths, metres * perMetre);
      longestWavelengths = Math.max(longestWavelengths, metres * perMetre);
    }
  }

  Surveyor(Observation observation) {
    this.observation = observation;
    this.perMetre = observation.frequenciesHz();
    for (int i = 0; i < perMetre.length; i++) {
      perMetre[i] /= SPEED_OF_LIGHT;
    }
    this.parallel = Samples.parallelHands(observation.correlations());
  }

  void add(VisibilityBlock block) {
    for (int row = 0; row < block.rows(); row++) {
      rows++;
      double time = block.timeMjd()[row];
      startMjd = Math.min(startMjd, time);
      endMjd = Math.max(endMjd, time);
      integrationSeconds = Math.max(integrationSeconds, block.integrationSeconds()[row]);
      long millis = Math.round(time * DAY_MILLIS);
      if (millis != lastTime) {
        lastTime = millis;
        timesMillis.add(millis);
      }
      if (block.antenna1()[row] == block.antenna2()[row]) {
        autocorrelations++;
      } else {
        addRow(block, row);
      }
    }
  }

  private void addRow(VisibilityBlock block, int row) {
    int one = Math.min(block.antenna1()[row], block.antenna2()[row]);
    int other = Math.max(block.antenna1()[row], block.antenna2()[row]);
    long baseline = (long) one << 32 | other;
    if (baseline != lastBaseline) {
      lastBaseline = baseline;
      if (baselines.add(baseline)) {
        antennas.add(one);
        antennas.add(other);
      }
    }
    double metres = Math.hypot(block.uMetres()[row], block.vMetres()[row]);
    for (int channel = 0; channel < block.channels(); channel++) {
      all.add(metres, perMetre[channel]);
      boolean used = false;
      for (int product = 0; product < block.correlations(); product++) {
        int sample = (row * block.channels() + channel) * block.correlations() + product;
        visibilities++;
        if (Samples.isUsed(block, sample)) {
          used = true;
          if (parallel[product]) {
            amplitudes.add(Samples.amplitude(block, sample));
          }
        } else {
          flagged++;
          notFinite += Samples.isFinite(block, sample) ? 0 : 1;
        }
      }
      if (used) {
        unflagged.add(metres, perMetre[channel]);
      }
    }
  }

  ObservationSurvey survey() {
    Reach reach = flagged < visibilities ? unflagged : all;
    boolean some = visibilities > 0;
    return new ObservationSurvey(
        observation,
        rows,
        autocorrelations,
        rows > 0 ? startMjd : Double.NaN,
        rows > 0 ? endMjd : Double.NaN,
        integrationSeconds > 0 ? integrationSeconds : shortestStepSeconds(),
        timesMillis.size(),
        antennas.size(),
        baselines.size(),
        visibilities,
        flagged,
        notFinite,
        some ? reach.shortestMetres : 0,
        reach.longestMetres,
        some ? reach.shortestWavelengths : 0,
        reach.longestWavelengths,
        amplitudes.quantile(0.001),
        amplitudes.quantile(0.5),
        amplitudes.quantile(0.999));
  }

  private double shortestStepSeconds() {
    long shortest = Long.MAX_VALUE;
    long before = Long.MIN_VALUE;
    for (long time : timesMillis) {
      if (before != Long.MIN_VALUE) {
        shortest = Math.min(shortest, time - before);
      }
      before = time;
    }
    return shortest == Long.MAX_VALUE ? 0 : shortest / 1e3;
  }
}
