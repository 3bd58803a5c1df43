/**
 * Parts of FITS images and cubes: which pixels a region, band or polarisation covers, and their
 * bytes as they stand in the file, with coordinates that say where they are. Nothing of a service.
 */
package dev.fringe.bridge.cutout;
