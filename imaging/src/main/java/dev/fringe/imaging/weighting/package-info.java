/**
 * Imaging weights: how much each sample of the uv plane counts in the image, and so the trade
 * between resolution, sidelobes and noise. Two passes over the data: the density, then the weights.
 */
package dev.fringe.imaging.weighting;
