package dev.fringe.imaging.gridding;

import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.visibility.SampleBlock;
import java.util.List;

/**
 * Sorts samples for a gridder, in the precision of the plan. Use {@link FloatSamplePacker} or its
 * double twin where the precision is known.
 */
public final class SamplePacker {

  /** Enough for neighbours to meet in a bucket, few enough for buckets to be found fast. */
  private static final long SAMPLES_PER_PART = 5_000_000;

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
    add(block, 0, block.rows());
  }

  /** As {@link #add(SampleBlock)}, for rows [fromRow, toRow) only. */
  public void add(SampleBlock block, int fromRow, int toRow) {
    if (isSingle) {
      single.add(block, fromRow, toRow);
    } else {
      wide.add(block, fromRow, toRow);
    }
  }

  /**
   * Packs a block in parts of some millions of samples, which the workers share.
   *
   * @return samples of the plan's slab, in as many parts as suit the block's size
   */
  public static List<PackedSamples> pack(GriddingPlan plan, SampleBlock block, Workers workers) {
    long samples = (long) block.rows() * block.channels();
    int count = Math.clamp(samples / SAMPLES_PER_PART, 1, 4096);
    PackedSamples[] parts = new PackedSamples[count];
    workers.forEach(
        count,
        part -> {
          SamplePacker packer = new SamplePacker(plan, block.polarisations());
          packer.add(
              block,
              (int) ((long) block.rows() * part / count),
              (int) ((long) block.rows() * (part + 1) / count));
          parts[part] = packer.finish();
        });
    return List.of(parts);
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
