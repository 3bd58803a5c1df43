package dev.fringe.imaging.gridding;

import dev.fringe.imaging.parallel.Workers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Collects the samples of one w bin from its planes. */
final class FloatCollecting {

  private final GriddingPlan plan;
  private final Workers workers;
  private final FloatTileKernel kernel;
  private final List<? extends PackedFloatSamples> parts;
  private final SampleIndex index;
  private final List<FloatVisibilities> result;
  private final int images;
  private final Queue<Room> rooms = new ConcurrentLinkedQueue<>();

  private final class Room {
    final FloatBatch batch = new FloatBatch(plan, images);
    final FloatTileBuffer buffer = new FloatTileBuffer(plan, images);
  }

  FloatCollecting(
      GriddingPlan plan,
      Workers workers,
      FloatTileKernel kernel,
      List<? extends PackedFloatSamples> parts,
      SampleIndex index,
      List<FloatVisibilities> result) {
    this.plan = plan;
    this.workers = workers;
    this.kernel = kernel;
    this.parts = parts;
    this.index = index;
    this.result = result;
    this.images = result.isEmpty() ? 0 : result.getFirst().real().length;
  }

  void collect(int bin, int firstPlane, int from, int to, FloatPlaneStore store) {
    FloatPlane[][] planes = new FloatPlane[images][to];
    for (int image = 0; image < images; image++) {
      for (int k = from; k < to; k++) {
        planes[image][k] = store.get(firstPlane + k, image);
      }
    }
    int[] rows = index.tileRows(bin);
    workers.forEach(
        rows.length,
        i -> {
          Room room = rooms.poll();
          Room mine = room == null ? new Room() : room;
          FloatTileWalk.walk(
              plan, index, parts, bin, rows[i], visitor(rows[i], from, to, planes, mine));
          rooms.add(mine);
        });
  }

  private FloatTileWalk.Visitor visitor(
      int tileRow, int from, int to, FloatPlane[][] planes, Room room) {
    return new FloatTileWalk.Visitor() {
      @Override
      public void beginTile(int tileColumn) {
        for (int image = 0; image < images; image++) {
          for (int k = from; k < to; k++) {
            room.buffer.fill(image, k, tileRow, tileColumn, planes[image][k]);
          }
        }
      }

      @Override
      public void samples(int part, PackedFloatSamples samples, int start, int count) {
        FloatVisibilities into = result.get(part);
        room.batch.loadCoordinates(samples, start, count);
        kernel.evaluate(room.batch);
        for (int image = 0; image < images; image++) {
          System.arraycopy(into.real()[image], start, room.batch.real[image], 0, count);
          System.arraycopy(into.imaginary()[image], start, room.batch.imaginary[image], 0, count);
          kernel.collect(room.batch, image, from, to, room.buffer);
          System.arraycopy(room.batch.real[image], 0, into.real()[image], start, count);
          System.arraycopy(room.batch.imaginary[image], 0, into.imaginary()[image], start, count);
        }
      }

      @Override
      public void endTile(int tileColumn) {}
    };
  }
}
