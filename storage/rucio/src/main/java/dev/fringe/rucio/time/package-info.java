/** Rucio's way of writing times. */
package dev.fringe.rucio.time;
