/** Convolution of an image with another of the same size: models with PSFs, models with beams. */
package dev.fringe.imaging.convolution;
