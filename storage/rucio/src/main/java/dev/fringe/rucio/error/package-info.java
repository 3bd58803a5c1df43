/** How calls fail: refused by the server, not reached, or answered in a way that cannot be read. */
package dev.fringe.rucio.error;
