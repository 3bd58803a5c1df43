package dev.fringe.storage.visibility;

/**
 * Rows of a visibility file, decoded. Sample (row, channel, correlation) stands at {@code (row *
 * channels + channel) * correlations + correlation}, the channels of all windows in turn.
 *
 * @param rows number of rows
 * @param channels channels that were read: of all windows together, or some of them
 * @param correlations polarisation products
 * @param uMetres of each row, as the file has it; likewise v and w
 * @param timeMjd modified Julian date of each row, UTC days
 * @param antenna1 number of the first antenna of each row; likewise antenna2. Equal where the row
 *     is an autocorrelation
 * @param integrationSeconds of each row; 0 where the file does not tell
 * @param real real parts, in Jy where calibrated
 * @param imaginary imaginary parts
 * @param weight as the file has it; not above 0, or not finite, where flagged
 */
public record VisibilityBlock(
    int rows,
    int channels,
    int correlations,
    double[] uMetres,
    double[] vMetres,
    double[] wMetres,
    double[] timeMjd,
    int[] antenna1,
    int[] antenna2,
    float[] integrationSeconds,
    float[] real,
    float[] imaginary,
    float[] weight) {

  /** Rows of zeros, to be filled. */
  public static VisibilityBlock allocate(int rows, int channels, int correlations) {
    int samples = Math.multiplyExact(rows, Math.multiplyExact(channels, correlations));
    return new VisibilityBlock(
        rows,
        channels,
        correlations,
        new double[rows],
        new double[rows],
        new double[rows],
        new double[rows],
        new int[rows],
        new int[rows],
        new float[rows],
        new float[samples],
        new float[samples],
        new float[samples]);
  }
}
