/** SODA 1.0: cutouts asked for by address, at once or as jobs. */
package dev.fringe.bridge.soda;
