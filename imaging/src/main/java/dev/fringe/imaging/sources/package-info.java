/**
 * Finding and measuring the sources in a restored image: islands above the local noise, parted into
 * peaks, each fitted by an elliptical Gaussian.
 */
package dev.fringe.imaging.sources;
