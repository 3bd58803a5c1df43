/**
 * YAML in and out: a small tree that knows on which line each value stands, the reading of
 * untrusted text into it, settings from the command line laid over it, and the binding of it to
 * records with every fault told at once.
 */
package dev.fringe.workflow.yaml;
