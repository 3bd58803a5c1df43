package dev.fringe.imaging.gridding;

import java.io.Serializable;

/**
 * A range of |w| that one worker grids.
 *
 * @param fromLambda least |w| in wavelengths
 * @param toLambda the range ends before this |w|; positive infinity for the last slab
 * @param samples number of samples in it
 * @param estimatedSeconds what a pass over it should take on one thread
 */
public record WSlab(double fromLambda, double toLambda, long samples, double estimatedSeconds)
    implements Serializable {}
