/**
 * The measurement equation taken literally, without a grid: what simulates observations exactly,
 * and the judge of everything that is faster.
 *
 * <p>Sign: a source of S Jy at (l, m) gives V = S exp(+2πi (u l + v m + w (n - 1))).
 */
package dev.fringe.imaging.direct;
