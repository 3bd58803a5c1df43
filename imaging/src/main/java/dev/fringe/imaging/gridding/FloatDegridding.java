package dev.fringe.imaging.gridding;

import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.visibility.SampleBlock;
import java.util.List;

/** Degrids into a block: turns packed visibilities back to the phase and order of its samples. */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class FloatDegridding {

  private FloatDegridding() {}

  static void degrid(GriddingPlan plan, SampleBlock block, float[] model, Workers workers) {
    FloatSamplePacker packer = new FloatSamplePacker(plan, 1);
    packer.add(block);
    long[] sources = new long[packer.count()];
    PackedFloatSamples samples = packer.pack(sources.length, sources);
    FloatVisibilities found =
        new FloatGridder(plan, workers).degrid(List.of(samples), new float[][] {model}).getFirst();
    double phaseW = plan.centreNMinusOne() + plan.shift();
    final var re = block.real()[0];
    final var im = block.imaginary()[0];
    for (int s = 0; s < sources.length; s++) {
      boolean conjugated = sources[s] < 0;
      long source = conjugated ? ~sources[s] : sources[s];
      int row = (int) (source >>> 32);
      int channel = (int) source;
      double turns =
          (block.uMetres()[row] * plan.geometry().centreL()
                  + block.vMetres()[row] * plan.geometry().centreM()
                  + block.wMetres()[row] * phaseW)
              * block.frequenciesHz()[channel]
              / SampleBlock.SPEED_OF_LIGHT;
      double angle = 2 * Math.PI * (turns - Math.rint(turns));
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      double x = found.real()[0][s];
      double y = conjugated ? -found.imaginary()[0][s] : found.imaginary()[0][s];
      int at = row * block.channels() + channel;
      re[at] = Narrow.of(x * cos - y * sin);
      im[at] = Narrow.of(x * sin + y * cos);
    }
  }
}
