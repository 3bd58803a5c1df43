package dev.fringe.imaging.visibility;

/**
 * Visibilities ready to be weighted and gridded: rows of one baseline and time each, over channels,
 * in one or more Stokes parameters that share a weight. Arrays are wrapped without copying.
 *
 * <p>Sample (row, channel) stands at {@code row * channels + channel} of each sample array. A
 * sample whose weight is not above 0 is flagged and holds no meaning.
 *
 * @param rows number of rows
 * @param frequenciesHz centre frequency of each channel, of every spectral window in turn; its
 *     length is the number of channels
 * @param uMetres u of each row, in metres; likewise v and w
 * @param real real parts, one array for each polarisation, in Jy
 * @param imaginary imaginary parts, one array for each polarisation, in Jy
 * @param weight statistical (or, later, imaging) weight of each sample
 */
public record SampleBlock(
    int rows,
    double[] frequenciesHz,
    double[] uMetres,
    double[] vMetres,
    double[] wMetres,
    float[][] real,
    float[][] imaginary,
    float[] weight) {

  /** Metres per second, in vacuum; exact. */
  public static final double SPEED_OF_LIGHT = 299_792_458.0;

  public int channels() {
    return frequenciesHz.length;
  }

  public int polarisations() {
    return real.length;
  }
}
