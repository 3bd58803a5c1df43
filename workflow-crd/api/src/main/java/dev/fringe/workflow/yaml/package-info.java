/**
 * Workflows as YAML: settings from the command line laid over the file's text, the binding of both
 * to records with every fault told at once, and records printed in one form only.
 */
package dev.fringe.workflow.yaml;
