package dev.fringe.imaging.calibration;

/**
 * The gain of a baseline, {@code g_i conj(g_j)}.
 *
 * @param isUsable false where one of the antennas has no solution, or a gain of 0
 */
public record GainPair(double real, double imaginary, boolean isUsable) {

  public static GainPair of(Gains gains, int i, int j) {
    double real = gains.real(i) * gains.real(j) + gains.imaginary(i) * gains.imaginary(j);
    double imaginary = gains.imaginary(i) * gains.real(j) - gains.real(i) * gains.imaginary(j);
    boolean isUsable =
        gains.isSolved(i) && gains.isSolved(j) && real * real + imaginary * imaginary > 0;
    return new GainPair(real, imaginary, isUsable);
  }

  /** Divides a complex value, real and imaginary part, by this gain. */
  public void correct(double[] value) {
    double power = real * real + imaginary * imaginary;
    double corrected = (value[0] * real + value[1] * imaginary) / power;
    value[1] = (value[1] * real - value[0] * imaginary) / power;
    value[0] = corrected;
  }
}
