package dev.fringe.imaging.gridding;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.simd.Simd;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Warm kernels must not box their vectors: that would make them many times slower. */
class KernelAllocationTest {

  private static final int SAMPLES = FloatBatch.CAPACITY;

  @Test
  void warmKernelsAllocateNextToNothingPerSample() {
    for (double epsilon : new double[] {1e-2, 1e-4}) {
      Observed observed = Observed.of(ImageGeometry.centred(64, 64, 0.0033), SAMPLES, 1000, 1);
      GriddingPlan plan = observed.plan(epsilon);
      PackedFloatSamples samples = (PackedFloatSamples) observed.packed(plan);
      FloatTileKernel kernel = FloatTileKernel.of(plan, Simd.best());
      FloatBatch batch = new FloatBatch(plan, 1);
      FloatTileBuffer buffer = new FloatTileBuffer(plan, 1);
      batch.loadCoordinates(samples, 0, SAMPLES);
      batch.loadVisibilities(samples, 0, 1);
      for (int i = 0; i < 20_000; i++) {
        work(kernel, batch, buffer, plan.planeSupport());
      }
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long least = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 5; attempt++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
          work(kernel, batch, buffer, plan.planeSupport());
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      double perSample = least / (100.0 * SAMPLES);
      assertTrue(perSample < 1, () -> perSample + " bytes per sample at " + epsilon);
    }
  }

  private static void work(
      FloatTileKernel kernel, FloatBatch batch, FloatTileBuffer buffer, int planes) {
    kernel.evaluate(batch);
    kernel.spread(batch, 0, 0, planes, buffer);
    batch.clearVisibilities(1);
    kernel.collect(batch, 0, 0, planes, buffer);
    Arrays.fill(buffer.values[0], 0);
  }
}
