package dev.fringe.imaging.direct;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The fringe by polynomials, on the Vector API. */
final class VectorFringe implements Fringe {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Adding this rounds a double below 2^51 to an integer, which stands in its low bits. */
  private static final double ROUND = 0x1.8p52;

  private static final double LN_2 = 0.6931471805599453;

  /** Below this exponent a Gaussian is 0 as far as anybody can see. */
  private static final double VANISHED = -700;

  @Override
  public void of(
      double delay,
      double decay,
      double[] frequencyHz,
      double[] amplitude,
      int length,
      double[] cos,
      double[] sin) {
    turn(delay, frequencyHz, amplitude, length, cos, sin);
    if (decay != 0) {
      fade(decay, frequencyHz, length, cos, sin);
    }
  }

  /**
   * Sine and cosine of the half angle h, |h| &lt;= π/2, by their Taylor series (next terms below
   * 1e-13), then of the whole: cos 2h = 1 - 2 sin² h, sin 2h = 2 sin h cos h.
   */
  private static void turn(
      double delay,
      double[] frequencyHz,
      double[] amplitude,
      int length,
      double[] cos,
      double[] sin) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector turns = DoubleVector.fromArray(SPECIES, frequencyHz, i).mul(delay);
      DoubleVector h = turns.sub(turns.add(ROUND).sub(ROUND)).mul(Math.PI);
      DoubleVector x = h.mul(h);
      DoubleVector s = DoubleVector.broadcast(SPECIES, 1 / 355687428096000.0);
      s = s.mul(x).sub(1 / 1307674368000.0);
      s = s.mul(x).add(1 / 6227020800.0);
      s = s.mul(x).sub(1 / 39916800.0);
      s = s.mul(x).add(1 / 362880.0);
      s = s.mul(x).sub(1 / 5040.0);
      s = s.mul(x).add(1 / 120.0);
      s = s.mul(x).sub(1 / 6.0);
      s = s.mul(x).add(1).mul(h);
      DoubleVector c = DoubleVector.broadcast(SPECIES, -1 / 6402373705728000.0);
      c = c.mul(x).add(1 / 20922789888000.0);
      c = c.mul(x).sub(1 / 87178291200.0);
      c = c.mul(x).add(1 / 479001600.0);
      c = c.mul(x).sub(1 / 3628800.0);
      c = c.mul(x).add(1 / 40320.0);
      c = c.mul(x).sub(1 / 720.0);
      c = c.mul(x).add(1 / 24.0);
      c = c.mul(x).sub(1 / 2.0);
      c = c.mul(x).add(1);
      DoubleVector size = DoubleVector.fromArray(SPECIES, amplitude, i);
      DoubleVector twice = s.add(s).mul(size);
      size.sub(twice.mul(s)).intoArray(cos, i);
      twice.mul(c).intoArray(sin, i);
    }
  }

  /** Multiplies by exp(-decay ν²) = 2^k e^r, |r| &lt;= ln 2 / 2. */
  private static void fade(
      double decay, double[] frequencyHz, int length, double[] cos, double[] sin) {
    for (int i = 0; i < length; i += LANES) {
      DoubleVector frequency = DoubleVector.fromArray(SPECIES, frequencyHz, i);
      DoubleVector exponent = frequency.mul(frequency).mul(-decay).max(VANISHED);
      DoubleVector rounded = exponent.mul(1 / LN_2).add(ROUND);
      LongVector k = rounded.reinterpretAsLongs();
      DoubleVector power = k.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
      DoubleVector r = exponent.sub(rounded.sub(ROUND).mul(LN_2));
      DoubleVector e = DoubleVector.broadcast(SPECIES, 1 / 479001600.0);
      e = e.mul(r).add(1 / 39916800.0);
      e = e.mul(r).add(1 / 3628800.0);
      e = e.mul(r).add(1 / 362880.0);
      e = e.mul(r).add(1 / 40320.0);
      e = e.mul(r).add(1 / 5040.0);
      e = e.mul(r).add(1 / 720.0);
      e = e.mul(r).add(1 / 120.0);
      e = e.mul(r).add(1 / 24.0);
      e = e.mul(r).add(1 / 6.0);
      e = e.mul(r).add(1 / 2.0);
      e = e.mul(r).add(1);
      e = e.mul(r).add(1).mul(power);
      DoubleVector.fromArray(SPECIES, cos, i).mul(e).intoArray(cos, i);
      DoubleVector.fromArray(SPECIES, sin, i).mul(e).intoArray(sin, i);
    }
  }
}
