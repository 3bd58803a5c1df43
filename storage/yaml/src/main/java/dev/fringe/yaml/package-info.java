/**
 * Untrusted YAML, for workflows and settings alike: bounded text into a small tree that knows on
 * which line each value stands, and the faults that are found in it, all of them told at once.
 */
package dev.fringe.yaml;
