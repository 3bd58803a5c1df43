package dev.fringe.imaging.benchmarks;

import java.lang.management.ManagementFactory;

/** Measures wall time and the processor time of the whole process from when it is made. */
final class Stopwatch {

  /**
   * @param seconds wall time
   * @param cpuSeconds processor time of all threads, the compiler's and the collector's included
   */
  record Lap(double seconds, double cpuSeconds) {}

  private final long start = System.nanoTime();
  private final long startCpu = cpuNanos();

  Lap lap() {
    return new Lap((System.nanoTime() - start) * 1e-9, (cpuNanos() - startCpu) * 1e-9);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }
}
