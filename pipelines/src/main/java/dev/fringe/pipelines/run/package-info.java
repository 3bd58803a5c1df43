/**
 * A run as its user sees it: resolved from a workflow, executed on an engine, watched, and its
 * products fetched.
 */
package dev.fringe.pipelines.run;
