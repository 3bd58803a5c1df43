/**
 * Calibration against a model of the sky: complex gains of antennas, by solution intervals, and
 * what no gain of an antenna can change: closure phases.
 *
 * <p>The measurement of antennas i and j is {@code V = g_i conj(g_j) M + noise}, M the model's
 * visibility; one gain serves all polarisations and channels of an interval.
 */
package dev.fringe.imaging.calibration;
