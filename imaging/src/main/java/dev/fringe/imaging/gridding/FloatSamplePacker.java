package dev.fringe.imaging.gridding;

import dev.fringe.imaging.visibility.SampleBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns samples into kernel coordinates and sorts them by bucket and cell: w bin, tile, cell.
 *
 * <p>Not safe for use by several threads; several packers make parts that one gridder takes
 * together.
 */
public final class FloatSamplePacker {

  private final GriddingPlan plan;
  private final int polarisations;
  private final KernelCoordinates coordinates;
  private List<Share> shares = new ArrayList<>();
  private SampleRuns runs = new SampleRuns();
  private int rows;
  private long samples;

  /**
   * Rows [fromRow, toRow) of a block; the first is number {@code firstRow} of all that were added.
   */
  private record Share(SampleBlock block, int fromRow, int toRow, int firstRow) {}

  /**
   * @param plan whose slab says which samples are taken
   * @param polarisations number of polarisations of every block
   */
  public FloatSamplePacker(GriddingPlan plan, int polarisations) {
    this.plan = plan;
    this.polarisations = polarisations;
    this.coordinates = new KernelCoordinates(plan);
  }

  /**
   * Adds the block's samples that are not flagged, finite, and whose |w| lies in the plan's slab.
   * The block's arrays are read again by {@link #finish}: leave them as they are until then.
   *
   * @throws IllegalArgumentException if the block has another number of polarisations
   */
  public void add(SampleBlock block) {
    add(block, 0, block.rows());
  }

  /** As {@link #add(SampleBlock)}, for rows [fromRow, toRow) only. */
  public void add(SampleBlock block, int fromRow, int toRow) {
    if (block.polarisations() != polarisations) {
      throw new IllegalArgumentException(
          "a block of "
              + block.polarisations()
              + " polarisations for a packer of "
              + polarisations);
    }
    if (fromRow < toRow) {
      samples += coordinates.findRuns(block, fromRow, toRow, rows, runs);
      shares.add(new Share(block, fromRow, toRow, rows));
      rows = Math.addExact(rows, toRow - fromRow);
    }
  }

  /** Samples dropped so far because they lie outside the uv grid or the plan's whole range of w. */
  public long outside() {
    return coordinates.outside();
  }

  /**
   * The samples added, sorted. The packer lets go of the blocks and can be filled anew.
   *
   * @throws ArithmeticException if there are more than an int counts
   */
  public PackedFloatSamples finish() {
    return pack(Math.toIntExact(samples), new long[0]);
  }

  /**
   * As {@link #finish()}, and tells where each sample came from.
   *
   * @param sources as long as there are samples, or empty; set to {@code row << 32 | channel}, rows
   *     counted over all blocks, and negated ({@code ~}) where the sample was conjugated
   */
  PackedFloatSamples pack(int count, long[] sources) {
    runs.sort();
    int[] firstRows = shares.stream().mapToInt(Share::firstRow).toArray();
    int[] buckets = new int[1024];
    int[] starts = new int[1025];
    int used = 0;
    FloatPackedColumns out = new FloatPackedColumns(plan, polarisations, count, sources);
    for (int i = 0; i < runs.size(); ) {
      int bucket = runs.bucket(i);
      int first = i;
      int size = 0;
      while (i < runs.size() && runs.bucket(i) == bucket) {
        size += runs.length(i++);
      }
      if (used == buckets.length) {
        buckets = Arrays.copyOf(buckets, 2 * used);
        starts = Arrays.copyOf(starts, 2 * used + 1);
      }
      buckets[used] = bucket;
      starts[++used] = starts[used - 1] + size;
      out.beginBucket(size);
      for (int r = first; r < i; r++) {
        int row = runs.row(r);
        int found = Arrays.binarySearch(firstRows, row);
        Share share = shares.get(found < 0 ? -found - 2 : found);
        int blockRow = row - share.firstRow() + share.fromRow();
        coordinates.compute(share.block(), blockRow, runs.firstChannel(r), runs.length(r));
        out.addRun(coordinates, share.block(), row, blockRow);
      }
      out.endBucket();
    }
    shares = new ArrayList<>();
    runs = new SampleRuns();
    rows = 0;
    samples = 0;
    return out.samples(Arrays.copyOf(buckets, used), Arrays.copyOf(starts, used + 1));
  }

  int count() {
    return Math.toIntExact(samples);
  }
}
