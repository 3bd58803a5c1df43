package dev.fringe.imaging.calibration;

import java.util.Random;

/** Visibilities of some antennas of any model, with gains and noise put in. */
final class SimulatedArray {

  final int antennas;
  final double[][] modelReal;
  final double[][] modelImaginary;
  final double[][] real;
  final double[][] imaginary;
  final double weight;

  private SimulatedArray(int antennas, double noiseJy) {
    this.antennas = antennas;
    this.modelReal = new double[antennas][antennas];
    this.modelImaginary = new double[antennas][antennas];
    this.real = new double[antennas][antennas];
    this.imaginary = new double[antennas][antennas];
    this.weight = noiseJy > 0 ? 1 / (noiseJy * noiseJy) : 1;
  }

  /** A model of about 1 Jy on each baseline, corrupted by {@code gains}. */
  static SimulatedArray of(double[] gainReal, double[] gainImaginary, double noiseJy, long seed) {
    Random random = new Random(seed);
    int n = gainReal.length;
    SimulatedArray array = new SimulatedArray(n, noiseJy);
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double mr = 1 + 0.3 * random.nextGaussian();
        double mi = 0.5 * random.nextGaussian();
        double pr = gainReal[i] * gainReal[j] + gainImaginary[i] * gainImaginary[j];
        double pi = gainImaginary[i] * gainReal[j] - gainReal[i] * gainImaginary[j];
        array.modelReal[i][j] = mr;
        array.modelImaginary[i][j] = mi;
        array.real[i][j] = pr * mr - pi * mi + noiseJy * random.nextGaussian();
        array.imaginary[i][j] = pr * mi + pi * mr + noiseJy * random.nextGaussian();
      }
    }
    return array;
  }

  BaselineSums sums() {
    BaselineSums sums = BaselineSums.of(antennas);
    addTo(sums);
    return sums;
  }

  void addTo(BaselineSums sums) {
    for (int i = 0; i < antennas; i++) {
      for (int j = i + 1; j < antennas; j++) {
        addTo(sums, i, j);
      }
    }
  }

  void addTo(BaselineSums sums, int i, int j) {
    sums.add(i, j, real[i][j], imaginary[i][j], modelReal[i][j], modelImaginary[i][j], weight);
  }
}
