/** Least-squares fitting of a few parameters, for beams and sources. */
package dev.fringe.imaging.fit;
