package dev.fringe.imaging.benchmarks;

import dev.fringe.imaging.fft.Direction;
import dev.fringe.imaging.fft.FloatFft2d;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;
import java.util.concurrent.TimeUnit;
import org.jtransforms.fft.FloatFFT_2D;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import pl.edu.icm.jlargearrays.ConcurrencyUtils;

/**
 * Two-dimensional single-precision transforms on one thread. Run with {@code java -jar
 * imaging/benchmarks/target/benchmarks.jar FftBenchmark -p size=4096}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx4g"})
public class FftBenchmark {

  /** Points along each side. */
  @Param({"256", "1024", "4096", "4860", "5000", "6144"})
  public int size;

  private final Workers workers = Workers.single();
  private FloatFft2d vector;
  private FloatFft2d scalar;
  private FloatFFT_2D jTransforms;
  private float[] re;
  private float[] im;
  private float[] interleaved;

  /** Data are zeros: a transform takes as long, and repeated it does not overflow. */
  @Setup
  public void makeData() {
    ConcurrencyUtils.setNumberOfThreads(1);
    vector = FloatFft2d.of(size, size, Simd.VECTOR);
    scalar = FloatFft2d.of(size, size, Simd.SCALAR);
    jTransforms = new FloatFFT_2D(size, size);
    re = new float[vector.length()];
    im = new float[vector.length()];
    interleaved = new float[2 * size * size];
  }

  @Benchmark
  public float[] vector() {
    vector.transform(re, im, Direction.FORWARD, workers);
    return re;
  }

  @Benchmark
  public float[] scalar() {
    scalar.transform(re, im, Direction.FORWARD, workers);
    return re;
  }

  @Benchmark
  public float[] jTransforms() {
    jTransforms.complexForward(interleaved);
    return interleaved;
  }
}
