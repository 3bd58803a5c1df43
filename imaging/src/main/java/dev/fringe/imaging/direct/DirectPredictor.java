package dev.fringe.imaging.direct;

import static dev.fringe.imaging.visibility.SampleBlock.SPEED_OF_LIGHT;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;
import java.util.Arrays;
import java.util.List;

/**
 * The visibilities of a list of components by the measurement equation itself:
 *
 * <pre>
 *   V(u,v,w) = Σ S(ν) · g(u,v) · exp(+2πi (u l + v m + w (n - 1)))
 *   g(u,v) = exp(-π² / (4 ln 2) · (major² (u sin φ + v cos φ)² + minor² (u cos φ - v sin φ)²))
 * </pre>
 *
 * in double precision throughout. A Gaussian is taken as flat on the sky around its own centre: its
 * own width does not enter w.
 */
public final class DirectPredictor {

  private static final int ROWS_IN_A_PIECE = 64;

  private DirectPredictor() {}

  /**
   * Predicts the visibilities of each row and channel.
   *
   * @param uMetres u of each row; likewise v and w
   * @param frequenciesHz of each channel, in any order and spacing
   * @param re receives the real parts in Jy: one array for each Stokes parameter wanted, of I, Q,
   *     U, V in this order (so one array for I alone); row r, channel c at {@code r * channels +
   *     c}. What stood there is overwritten
   * @param im receives the imaginary parts likewise
   */
  public static void predict(
      List<SkyComponent> components,
      double[] uMetres,
      double[] vMetres,
      double[] wMetres,
      double[] frequenciesHz,
      float[][] re,
      float[][] im,
      Workers workers) {
    predict(components, uMetres, vMetres, wMetres, frequenciesHz, re, im, workers, Simd.best());
  }

  /** As above, carried out in the given form. */
  public static void predict(
      List<SkyComponent> components,
      double[] uMetres,
      double[] vMetres,
      double[] wMetres,
      double[] frequenciesHz,
      float[][] re,
      float[][] im,
      Workers workers,
      Simd simd) {
    check(uMetres, vMetres, wMetres, frequenciesHz, re, im);
    Spectra spectra = new Spectra(components, frequenciesHz);
    Fringe fringe = Fringe.of(simd);
    int rows = uMetres.length;
    workers.forEach(
        (rows + ROWS_IN_A_PIECE - 1) / ROWS_IN_A_PIECE,
        piece -> {
          RowSum sum = new RowSum(spectra, re.length, fringe);
          int to = Math.min(rows, (piece + 1) * ROWS_IN_A_PIECE);
          for (int row = piece * ROWS_IN_A_PIECE; row < to; row++) {
            sum.of(uMetres[row], vMetres[row], wMetres[row]);
            sum.store(re, im, row * frequenciesHz.length);
          }
        });
  }

  private static void check(
      double[] u, double[] v, double[] w, double[] frequenciesHz, float[][] re, float[][] im) {
    if (v.length != u.length || w.length != u.length) {
      throw new IllegalArgumentException(
          "u, v and w have " + u.length + ", " + v.length + " and " + w.length + " rows");
    }
    if (re.length < 1 || re.length > 4 || im.length != re.length) {
      throw new IllegalArgumentException(
          "there are 1 to 4 Stokes parameters, but "
              + re.length
              + " real and "
              + im.length
              + " imaginary arrays");
    }
    long samples = (long) u.length * frequenciesHz.length;
    for (int s = 0; s < re.length; s++) {
      if (re[s].length < samples || im[s].length < samples) {
        throw new IllegalArgumentException(
            "arrays of "
                + re[s].length
                + " and "
                + im[s].length
                + " values do not hold "
                + u.length
                + " rows of "
                + frequenciesHz.length
                + " channels");
      }
    }
  }

  /** What depends on the component and the channel alone. */
  private static final class Spectra {
    final List<SkyComponent> components;
    final int channels;
    final int length;
    final double[] frequencyHz;
    final double[][] spectrum;

    Spectra(List<SkyComponent> components, double[] frequenciesHz) {
      this.components = List.copyOf(components);
      this.channels = frequenciesHz.length;
      this.length = (channels + Fringe.LENGTH_UNIT - 1) / Fringe.LENGTH_UNIT * Fringe.LENGTH_UNIT;
      this.frequencyHz = Arrays.copyOf(frequenciesHz, length);
      this.spectrum = new double[components.size()][length];
      for (int c = 0; c < spectrum.length; c++) {
        SkyComponent component = components.get(c);
        for (int channel = 0; channel < channels; channel++) {
          spectrum[c][channel] =
              Math.pow(
                  frequenciesHz[channel] / component.referenceFrequencyHz(),
                  component.spectralIndex());
        }
      }
    }
  }

  /** The sum over all components for one row. */
  private static final class RowSum {
    private final Spectra spectra;
    private final Fringe fringe;
    private final double[][] re;
    private final double[][] im;
    private final double[] cos;
    private final double[] sin;

    RowSum(Spectra spectra, int stokes, Fringe fringe) {
      this.spectra = spectra;
      this.fringe = fringe;
      this.re = new double[stokes][spectra.length];
      this.im = new double[stokes][spectra.length];
      this.cos = new double[spectra.length];
      this.sin = new double[spectra.length];
    }

    void of(double uMetres, double vMetres, double wMetres) {
      for (int s = 0; s < re.length; s++) {
        Arrays.fill(re[s], 0);
        Arrays.fill(im[s], 0);
      }
      for (int c = 0; c < spectra.spectrum.length; c++) {
        SkyComponent component = spectra.components.get(c);
        double l = component.l();
        double m = component.m();
        double path = uMetres * l + vMetres * m + wMetres * ImageGeometry.nMinusOne(l, m);
        double[] spectrum = spectra.spectrum[c];
        fringe.of(
            path / SPEED_OF_LIGHT,
            component.isPoint() ? 0 : decay(component, uMetres, vMetres),
            spectra.frequencyHz,
            spectrum,
            spectra.length,
            cos,
            sin);
        for (int s = 0; s < re.length; s++) {
          double flux = component.stokes(s);
          if (flux != 0) {
            addScaled(flux, cos, re[s]);
            addScaled(flux, sin, im[s]);
          }
        }
      }
    }

    void store(float[][] toRe, float[][] toIm, int at) {
      for (int s = 0; s < re.length; s++) {
        for (int channel = 0; channel < spectra.channels; channel++) {
          toRe[s][at + channel] = (float) re[s][channel];
          toIm[s][at + channel] = (float) im[s][channel];
        }
      }
    }

    private static void addScaled(double factor, double[] values, double[] sum) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += factor * values[i];
      }
    }

    /** So that the Gaussian's visibility is exp(-decay ν²); in s². */
    private static double decay(SkyComponent component, double uMetres, double vMetres) {
      double sin = Math.sin(component.positionAngleRadians());
      double cos = Math.cos(component.positionAngleRadians());
      double along = component.majorRadians() * (uMetres * sin + vMetres * cos);
      double across = component.minorRadians() * (uMetres * cos - vMetres * sin);
      return Math.PI
          * Math.PI
          / (4 * Math.log(2))
          * (along * along + across * across)
          / (SPEED_OF_LIGHT * SPEED_OF_LIGHT);
    }
  }
}
