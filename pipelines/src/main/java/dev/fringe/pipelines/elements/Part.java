package dev.fringe.pipelines.elements;

import dev.fringe.imaging.weighting.WeightStatistics;
import java.io.Serializable;

/**
 * Packed visibilities of one input range that fall into one slab of w.
 *
 * @param slab index of the slab
 * @param range number of the input range
 * @param name in the visibility store; empty where the range has nothing for the slab
 * @param samples how many
 * @param outside samples that the uv grid could not hold
 * @param weights what the weighting did to the whole range; told once a range, with its slab 0
 */
public record Part(
    int slab, int range, String name, long samples, long outside, WeightStatistics weights)
    implements Serializable {}
