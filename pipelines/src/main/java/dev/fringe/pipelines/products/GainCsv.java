package dev.fringe.pipelines.products;

import dev.fringe.imaging.calibration.GainTable;
import dev.fringe.imaging.calibration.Gains;
import java.util.Locale;

/** Gains as comma-separated values, units in the column names. */
final class GainCsv {

  static final String HEADER = "start_mjd,antenna,amplitude,phase_deg,snr,solved";

  private GainCsv() {}

  /** A line for each antenna and interval, below a header line. */
  static String of(GainTable table) {
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    table
        .gains()
        .forEach(
            (interval, gains) -> {
              double start = table.intervals().startMjd(interval);
              for (int i = 0; i < gains.antennas(); i++) {
                csv.append(line(start, table.antennas().get(i), gains, i)).append('\n');
              }
            });
    return csv.toString();
  }

  private static String line(double startMjd, String antenna, Gains gains, int i) {
    return String.format(
        Locale.ROOT,
        "%.8f,%s,%.5f,%.3f,%.2f,%s",
        startMjd,
        antenna.replace(',', ' '),
        gains.amplitude(i),
        Math.toDegrees(gains.phaseRadians(i)),
        gains.signalToNoise(i),
        gains.isSolved(i));
  }
}
