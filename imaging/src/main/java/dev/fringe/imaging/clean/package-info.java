/**
 * Deconvolution by CLEAN: minor cycles on the image, to be run inside major cycles that recompute
 * the residual from the visibilities (Schwab 1984). {@link dev.fringe.imaging.clean.MinorCycle} is
 * the way in.
 */
package dev.fringe.imaging.clean;
