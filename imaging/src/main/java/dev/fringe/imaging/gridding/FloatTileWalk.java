package dev.fringe.imaging.gridding;

import java.util.List;

/** Goes through the samples of one w bin and one row of tiles, tile by tile over all parts. */
final class FloatTileWalk {

  /** Told of tiles and of stretches of samples within them. */
  interface Visitor {
    void beginTile(int tileColumn);

    void samples(int part, PackedFloatSamples samples, int from, int count);

    void endTile(int tileColumn);
  }

  private FloatTileWalk() {}

  static void walk(
      GriddingPlan plan,
      SampleIndex index,
      List<? extends PackedFloatSamples> parts,
      int bin,
      int tileRow,
      Visitor visitor) {
    int[] run = new int[parts.size()];
    int[] end = new int[parts.size()];
    long first = index.firstBucket(bin, tileRow);
    for (int p = 0; p < run.length; p++) {
      run[p] = index.lowerRun(p, first);
      end[p] = index.lowerRun(p, first + plan.tileColumns());
    }
    while (true) {
      int bucket = Integer.MAX_VALUE;
      for (int p = 0; p < run.length; p++) {
        if (run[p] < end[p]) {
          bucket = Math.min(bucket, parts.get(p).runBucket(run[p]));
        }
      }
      if (bucket == Integer.MAX_VALUE) {
        return;
      }
      int column = (int) (bucket - first);
      visitor.beginTile(column);
      for (int p = 0; p < run.length; p++) {
        PackedFloatSamples part = parts.get(p);
        if (run[p] < end[p] && part.runBucket(run[p]) == bucket) {
          int stop = part.runStart(run[p] + 1);
          for (int from = part.runStart(run[p]); from < stop; from += FloatBatch.CAPACITY) {
            visitor.samples(p, part, from, Math.min(FloatBatch.CAPACITY, stop - from));
          }
          run[p]++;
        }
      }
      visitor.endTile(column);
    }
  }
}
