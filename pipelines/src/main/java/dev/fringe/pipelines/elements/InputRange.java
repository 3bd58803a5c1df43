package dev.fringe.pipelines.elements;

import java.io.Serializable;

/**
 * Rows of one visibility file: what one task reads at a time.
 *
 * @param input index of the file among the run's inputs
 * @param number of the range among all ranges of the run, from 0
 * @param firstRow from 0
 * @param rows how many
 */
public record InputRange(int input, int number, long firstRow, long rows) implements Serializable {}
