/**
 * The data lake that Rucio keeps: names, replicas, rules and metadata at its REST service, bytes at
 * the object stores of its RSEs. {@link dev.fringe.storage.lake.rucio.RucioPublisher} has the one
 * page on how a publication stays whole.
 */
package dev.fringe.storage.lake.rucio;
