package dev.fringe.pipelines.elements;

import dev.fringe.storage.bytes.PieceSum;
import java.io.Serializable;

/**
 * The checksum of a piece of an input that was read.
 *
 * @param input index of the file among the run's inputs
 * @param sum of the piece
 */
public record InputSum(int input, PieceSum sum) implements Serializable {}
