/** Judges what {@code deploy/} says: offline, against a real API server, and by working with it. */
package dev.fringe.deploy;
