/**
 * Beams: the elliptical Gaussian that stands for the PSF in a restored image, and the primary beam
 * of the antennas.
 */
package dev.fringe.imaging.beam;
