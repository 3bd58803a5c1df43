/** Copies of objects of distant stores on a disk of this machine, within bounds. */
package dev.fringe.storage.cache;
