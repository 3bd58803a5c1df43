package dev.fringe.imaging.gridding;

import dev.fringe.imaging.visibility.SampleBlock;

/**
 * Sorts samples for a gridder, in the precision of the plan. Use {@link FloatSamplePacker} or its
 * double twin where the precision is known.
 */
public final class SamplePacker {

  private final FloatSamplePacker single;
  private final DoubleSamplePacker wide;
  private final boolean isSingle;

  /**
   * @param plan whose slab says which samples are taken
   * @param polarisations number of polarisations of every block
   */
  public SamplePacker(GriddingPlan plan, int polarisations) {
    isSingle = plan.precision() == Precision.SINGLE;
    single = new FloatSamplePacker(plan, polarisations);
    wide = new DoubleSamplePacker(plan, polarisations);
  }

  /**
   * Adds the block's samples that are not flagged, finite, and whose |w| lies in the plan's slab.
   * The block's arrays are read again by {@link #finish}: leave them as they are until then.
   */
  public void add(SampleBlock block) {
    if (isSingle) {
      single.add(block);
    } else {
      wide.add(block);
    }
  }

  /** The samples added, sorted. The packer lets go of the blocks and can be filled anew. */
  public PackedSamples finish() {
    return isSingle ? single.finish() : wide.finish();
  }

  /** Samples dropped so far because they lie outside the uv grid or the plan's whole range of w. */
  public long outside() {
    return isSingle ? single.outside() : wide.outside();
  }
}
