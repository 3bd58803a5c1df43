package dev.fringe.imaging.benchmarks;

import dev.fringe.imaging.fft.Direction;
import dev.fringe.imaging.fft.DoubleFft2d;
import dev.fringe.imaging.fft.FloatFft2d;
import dev.fringe.imaging.parallel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jtransforms.fft.DoubleFFT_2D;
import org.jtransforms.fft.FloatFFT_2D;
import pl.edu.icm.jlargearrays.ConcurrencyUtils;

/**
 * Prints how long the two-dimensional transforms take, ours and those of JTransforms in turn, in
 * one process: the median over the rounds of each, and the median of the ratios.
 *
 * <pre>
 *   mvn -q -pl imaging,imaging/benchmarks -DskipTests package
 *   mvn -q -pl imaging/benchmarks validate exec:exec -Dprogram=FftTable -Dprogram.args="4096 6144 5000"
 * </pre>
 *
 * or {@code java --add-modules jdk.incubator.vector -Xmx6g -cp
 * imaging/benchmarks/target/benchmarks.jar dev.fringe.imaging.benchmarks.FftTable 4096 6144 5000}.
 * Sizes are optional; {@code --rounds N} sets the number of rounds, {@code --float} leaves double
 * out. On Linux, {@code -XX:+UseTransparentHugePages} spares page-table walks.
 */
public final class FftTable {

  private static final List<Integer> SIZES = List.of(4096, 4860, 5000, 6144, 7680);
  private static final int WARM_UP = 3;

  private FftTable() {}

  public static void main(String[] arguments) {
    List<Integer> sizes = new ArrayList<>();
    int rounds = 7;
    boolean doubles = true;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--rounds" -> rounds = Integer.parseInt(arguments[++i]);
        case "--float" -> doubles = false;
        default -> sizes.add(Integer.valueOf(arguments[i]));
      }
    }
    System.out.println(
        "   size  type    threads   rows ms  columns ms   ours ms  ns/point"
            + "  GFLOP/s  JTransforms ms  ratio");
    for (int size : sizes.isEmpty() ? SIZES : sizes) {
      for (int threads : new int[] {1, 2}) {
        print(size, "float", threads, inFloat(size, threads, rounds));
        if (doubles) {
          print(size, "double", threads, inDouble(size, threads, rounds));
        }
      }
    }
  }

  /** Milliseconds of each round: rows, columns, JTransforms. */
  private static double[][] inFloat(int n, int threads, int rounds) {
    FloatFft2d ours = FloatFft2d.of(n, n);
    ConcurrencyUtils.setNumberOfThreads(threads);
    FloatFFT_2D theirs = new FloatFFT_2D(n, n);
    float[] re = new float[ours.length()];
    float[] im = new float[ours.length()];
    float[] interleaved = new float[2 * n * n];
    double[][] times = new double[3][rounds];
    try (Workers workers = Workers.of(threads)) {
      for (int round = -WARM_UP; round < rounds; round++) {
        fill(round, re.length, (i, x) -> re[i] = im[i] = (float) x);
        fill(round, interleaved.length, (i, x) -> interleaved[i] = (float) x);
        measure(
            times,
            round,
            () -> ours.transformRows(re, im, 0, n, Direction.FORWARD, workers),
            () -> ours.transformColumns(re, im, 0, n, Direction.FORWARD, workers),
            () -> theirs.complexForward(interleaved));
      }
    }
    return times;
  }

  private static double[][] inDouble(int n, int threads, int rounds) {
    DoubleFft2d ours = DoubleFft2d.of(n, n);
    ConcurrencyUtils.setNumberOfThreads(threads);
    DoubleFFT_2D theirs = new DoubleFFT_2D(n, n);
    double[] re = new double[ours.length()];
    double[] im = new double[ours.length()];
    double[] interleaved = new double[2 * n * n];
    double[][] times = new double[3][rounds];
    try (Workers workers = Workers.of(threads)) {
      for (int round = -WARM_UP; round < rounds; round++) {
        fill(round, re.length, (i, x) -> re[i] = im[i] = x);
        fill(round, interleaved.length, (i, x) -> interleaved[i] = x);
        measure(
            times,
            round,
            () -> ours.transformRows(re, im, 0, n, Direction.FORWARD, workers),
            () -> ours.transformColumns(re, im, 0, n, Direction.FORWARD, workers),
            () -> theirs.complexForward(interleaved));
      }
    }
    return times;
  }

  private interface Setter {
    void set(int i, double x);
  }

  /** New data for each round: transformed again and again, they would overflow. */
  private static void fill(int seed, int length, Setter setter) {
    for (int i = 0; i < length; i++) {
      setter.set(i, (i * 31L + seed) % 1009 / 1009.0 - 0.5);
    }
  }

  private static void measure(double[][] times, int round, Runnable... parts) {
    for (int part = 0; part < parts.length; part++) {
      long start = System.nanoTime();
      parts[part].run();
      double milliseconds = (System.nanoTime() - start) / 1e6;
      if (round >= 0) {
        times[part][round] = milliseconds;
      }
    }
  }

  private static void print(int n, String type, int threads, double[][] times) {
    int rounds = times[0].length;
    double[] ours = new double[rounds];
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ours[i] = times[0][i] + times[1][i];
      ratios[i] = times[2][i] / ours[i];
    }
    double points = (double) n * n;
    double operations = 10 * points * Math.log(n) / Math.log(2);
    System.out.printf(
        Locale.ROOT,
        "%7d  %-6s  %7d  %8.1f  %10.1f  %8.1f  %8.2f  %7.1f  %14.1f  %5.2f%n",
        n,
        type,
        threads,
        median(times[0]),
        median(times[1]),
        median(ours),
        median(ours) * 1e6 / points,
        operations / median(ours) / 1e6,
        median(times[2]),
        median(ratios));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
