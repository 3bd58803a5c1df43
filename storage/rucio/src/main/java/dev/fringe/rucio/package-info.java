/**
 * A client of Rucio, the scientific data management system, over its REST interface. It knows
 * nothing of Fringe: {@link dev.fringe.rucio.RucioClient} is where to begin.
 */
package dev.fringe.rucio;
