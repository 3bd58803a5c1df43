/**
 * Where things are: positions on the sky, the image's tangent plane, the turning Earth, and the
 * baselines between stations.
 */
package dev.fringe.imaging.sky;
