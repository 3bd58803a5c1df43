package dev.fringe.storage.visibility;

/**
 * Rows of a visibility file, decoded. Sample (row, channel, correlation) stands at {@code (row *
 * channels + channel) * correlations + correlation}, the channels of all windows in turn.
 *
 * @param rows number of rows
 * @param channels channels of all windows together
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
    float[] weight) {}
