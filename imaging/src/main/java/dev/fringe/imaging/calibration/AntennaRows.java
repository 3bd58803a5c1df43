package dev.fringe.imaging.calibration;

import dev.fringe.imaging.visibility.SampleBlock;

/**
 * Samples with what calibration must know of their rows. Arrays are wrapped without copying.
 *
 * @param samples one polarisation, with weights of inverse variance
 * @param antenna1 index of the first antenna of each row, from 0, and negative where it is not
 *     known; likewise antenna2
 * @param timeMjd modified Julian date of each row
 */
public record AntennaRows(SampleBlock samples, int[] antenna1, int[] antenna2, double[] timeMjd) {

  public AntennaRows {
    if (antenna1.length != samples.rows()
        || antenna2.length != samples.rows()
        || timeMjd.length != samples.rows()) {
      throw new IllegalArgumentException(
          "%d, %d and %d antennas and times do not fit %d rows"
              .formatted(antenna1.length, antenna2.length, timeMjd.length, samples.rows()));
    }
  }

  /** The same rows with other visibilities and weights, one polarisation. */
  AntennaRows with(float[] real, float[] imaginary, float[] weight) {
    return new AntennaRows(
        new SampleBlock(
            samples.rows(),
            samples.frequenciesHz(),
            samples.uMetres(),
            samples.vMetres(),
            samples.wMetres(),
            new float[][] {real},
            new float[][] {imaginary},
            weight),
        antenna1,
        antenna2,
        timeMjd);
  }

  /**
   * Takes gains out of every polarisation, in place; samples of antennas without a solution get a
   * weight of 0. Other weights stay as they are.
   */
  public void correct(GainTable table) {
    int channels = samples.channels();
    double[] value = new double[2];
    for (int row = 0; row < samples.rows(); row++) {
      int i = antenna1[row];
      int j = antenna2[row];
      GainPair pair =
          table
              .at(timeMjd[row])
              .filter(_ -> i >= 0 && j >= 0)
              .map(gains -> GainPair.of(gains, i, j))
              .orElse(new GainPair(1, 0, false));
      for (int at = row * channels; at < (row + 1) * channels; at++) {
        if (!pair.isUsable()) {
          samples.weight()[at] = 0;
          continue;
        }
        for (int p = 0; p < samples.polarisations(); p++) {
          value[0] = samples.real()[p][at];
          value[1] = samples.imaginary()[p][at];
          pair.correct(value);
          samples.real()[p][at] = (float) value[0];
          samples.imaginary()[p][at] = (float) value[1];
        }
      }
    }
  }
}
