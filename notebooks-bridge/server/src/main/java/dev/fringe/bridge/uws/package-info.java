/**
 * UWS 1.1: jobs that are asked for now and fetched later. They are kept in files, so that they
 * survive a restart, and end by their destruction time.
 */
package dev.fringe.bridge.uws;
