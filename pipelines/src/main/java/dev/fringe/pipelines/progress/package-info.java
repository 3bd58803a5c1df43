/**
 * How far a run has come: tasks leave small reports in the run's scratch, wherever they run; the
 * command line reads them and shows a bar on a terminal, lines elsewhere.
 */
package dev.fringe.pipelines.progress;
