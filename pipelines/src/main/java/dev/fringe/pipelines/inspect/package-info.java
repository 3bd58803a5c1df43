/**
 * What a visibility file holds and what can be imaged from it: the {@code inspect} command, its
 * plots, and the survey behind them.
 */
package dev.fringe.pipelines.inspect;
