/**
 * The data lake as its users see it: files named by DIDs, gathered in datasets, kept as replicas at
 * RSEs by rules. The concepts are Rucio's, so that a folder on a laptop and a world-wide grid stand
 * behind one interface, {@link dev.fringe.storage.lake.DataLake}.
 */
package dev.fringe.storage.lake;
