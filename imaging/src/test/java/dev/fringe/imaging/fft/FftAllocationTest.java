package dev.fringe.imaging.fft;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Vectors that the JIT fails to keep in registers show up as garbage. */
class FftAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Sizes that take every radix between them. */
  private static final int[] SIZES = {512, 540, 810, 750, 720};

  @Test
  void aWarmTransformAllocatesNextToNothing() {
    Assumptions.assumeTrue(Simd.available(), "the Vector API is not available here");
    for (int n : SIZES) {
      FloatFft2d fft = FloatFft2d.of(n, n, Simd.VECTOR);
      float[] re = new float[fft.length()];
      float[] im = new float[fft.length()];
      long bytes = Long.MAX_VALUE;
      for (int round = 0; round < 60 && bytes > 16 * n; round++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        fft.transform(re, im, Direction.FORWARD, Workers.single());
        bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      }
      long least = bytes;
      assertTrue(least <= 16 * n, () -> least + " bytes for " + n + " x " + n + " points");
    }
  }
}
