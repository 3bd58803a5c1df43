package dev.fringe.imaging.gridding;

import dev.fringe.imaging.parallel.Workers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Spreads the samples of one w bin over its planes. Rows of tiles are shared out such that no two
 * that touch the same cells, through their margins, are at work at the same time.
 */
final class FloatSpreading {

  private final GriddingPlan plan;
  private final Workers workers;
  private final FloatTileKernel kernel;
  private final List<? extends PackedFloatSamples> parts;
  private final SampleIndex index;
  private final int polarisations;
  private final boolean withPsf;
  private final int images;
  private final Queue<Room> rooms = new ConcurrentLinkedQueue<>();

  private final class Room {
    final FloatBatch batch = new FloatBatch(plan, images);
    final FloatTileBuffer buffer = new FloatTileBuffer(plan, images);
  }

  FloatSpreading(
      GriddingPlan plan,
      Workers workers,
      FloatTileKernel kernel,
      List<? extends PackedFloatSamples> parts,
      SampleIndex index,
      int polarisations,
      boolean withPsf) {
    this.plan = plan;
    this.workers = workers;
    this.kernel = kernel;
    this.parts = parts;
    this.index = index;
    this.polarisations = polarisations;
    this.withPsf = withPsf;
    this.images = polarisations + (withPsf ? 1 : 0);
  }

  /**
   * @param firstPlane number of the first plane under the bin's samples
   * @param from the planes {@code firstPlane + [from, to)} are added to
   */
  void spread(int bin, int firstPlane, int from, int to, FloatPlaneStore store) {
    FloatPlane[][] planes = new FloatPlane[images][to];
    for (int image = 0; image < images; image++) {
      for (int k = from; k < to; k++) {
        planes[image][k] = store.get(firstPlane + k, image);
      }
    }
    int[] rows = index.tileRows(bin);
    for (int turn = 0; turn < 3; turn++) {
      int[] mine = TileTurns.rowsOf(rows, plan.tileRows(), turn);
      workers.forEach(
          mine.length,
          i -> {
            Room room = rooms.poll();
            Room mineRoom = room == null ? new Room() : room;
            FloatTileWalk.walk(
                plan,
                index,
                parts,
                bin,
                mine[i],
                visitor(mine[i], firstPlane, from, to, planes, mineRoom));
            rooms.add(mineRoom);
          });
    }
  }

  private FloatTileWalk.Visitor visitor(
      int tileRow, int firstPlane, int from, int to, FloatPlane[][] planes, Room room) {
    double shiftTurns = plan.planeDistanceLambda() * plan.shift();
    return new FloatTileWalk.Visitor() {
      @Override
      public void beginTile(int tileColumn) {}

      @Override
      public void samples(int part, PackedFloatSamples samples, int start, int count) {
        room.batch.loadCoordinates(samples, start, count);
        room.batch.loadVisibilities(samples, start, polarisations);
        if (withPsf) {
          room.batch.setPointSource(polarisations, firstPlane, shiftTurns);
        }
        kernel.evaluate(room.batch);
        room.buffer.touch(room.batch);
        for (int image = 0; image < images; image++) {
          kernel.spread(room.batch, image, from, to, room.buffer);
        }
      }

      @Override
      public void endTile(int tileColumn) {
        for (int image = 0; image < images; image++) {
          for (int k = from; k < to; k++) {
            room.buffer.flush(kernel, image, k, tileRow, tileColumn, planes[image][k]);
          }
        }
        room.buffer.untouch();
      }
    };
  }
}
