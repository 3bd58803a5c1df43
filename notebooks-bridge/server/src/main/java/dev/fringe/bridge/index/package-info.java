/**
 * The catalogue in an embedded database. It is an index only: dropped, it is built again from the
 * lake, and it follows what is published there.
 */
package dev.fringe.bridge.index;
