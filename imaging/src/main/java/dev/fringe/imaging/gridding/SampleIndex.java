package dev.fringe.imaging.gridding;

import java.util.List;

/** Finds the samples of a bucket, or of a range of buckets, in several parts. */
final class SampleIndex {

  private final GriddingPlan plan;
  private final List<? extends PackedSamples> parts;
  final int firstBin;
  final int lastBin;

  SampleIndex(GriddingPlan plan, List<? extends PackedSamples> parts) {
    this.plan = plan;
    this.parts = parts;
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (PackedSamples part : parts) {
      if (part.runs() > 0) {
        first = Math.min(first, part.runBucket(0) / plan.tiles());
        last = Math.max(last, part.runBucket(part.runs() - 1) / plan.tiles());
      }
    }
    firstBin = first;
    lastBin = last;
  }

  boolean isEmpty() {
    return firstBin > lastBin;
  }

  /** The first run of a part whose bucket is not below {@code bucket}. */
  int lowerRun(int part, long bucket) {
    PackedSamples samples = parts.get(part);
    int low = 0;
    int high = samples.runs();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (samples.runBucket(middle) < bucket) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  long firstBucket(int bin, int tileRow) {
    return (long) bin * plan.tiles() + (long) tileRow * plan.tileColumns();
  }

  /** Samples of a w bin, over all parts. */
  long samples(int bin) {
    long sum = 0;
    for (int p = 0; p < parts.size(); p++) {
      PackedSamples part = parts.get(p);
      sum +=
          part.runStart(lowerRun(p, firstBucket(bin + 1, 0)))
              - part.runStart(lowerRun(p, firstBucket(bin, 0)));
    }
    return sum;
  }

  /** The rows of tiles that hold samples of a w bin, growing. */
  int[] tileRows(int bin) {
    boolean[] held = new boolean[plan.tileRows()];
    int count = 0;
    for (int p = 0; p < parts.size(); p++) {
      PackedSamples part = parts.get(p);
      int end = lowerRun(p, firstBucket(bin + 1, 0));
      for (int run = lowerRun(p, firstBucket(bin, 0)); run < end; run++) {
        int row = part.runBucket(run) % plan.tiles() / plan.tileColumns();
        count += held[row] ? 0 : 1;
        held[row] = true;
      }
    }
    int[] rows = new int[count];
    for (int row = 0, at = 0; row < held.length; row++) {
      if (held[row]) {
        rows[at++] = row;
      }
    }
    return rows;
  }

  /** Marks the tiles of a plane that samples touch. */
  boolean[] touchedBy(int plane) {
    int bin = plane - plan.originPlane();
    return touchedTiles(bin - plan.planeSupport() + 1, bin);
  }

  /** Marks the tiles that samples of bins [fromBin, toBin] touch, with their margins. */
  private boolean[] touchedTiles(int fromBin, int toBin) {
    boolean[] touched = new boolean[plan.tiles()];
    for (int p = 0; p < parts.size(); p++) {
      PackedSamples part = parts.get(p);
      int end = lowerRun(p, firstBucket(toBin + 1, 0));
      for (int run = lowerRun(p, firstBucket(fromBin, 0)); run < end; run++) {
        int tile = part.runBucket(run) % plan.tiles();
        int row = tile / plan.tileColumns();
        int column = tile % plan.tileColumns();
        int below = (row + 1) % plan.tileRows() * plan.tileColumns();
        int right = (column + 1) % plan.tileColumns();
        touched[tile] = true;
        touched[tile - column + right] = true;
        touched[below + column] = true;
        touched[below + right] = true;
      }
    }
    return touched;
  }
}
