package dev.fringe.imaging.benchmarks;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.gridding.FloatGridder;
import dev.fringe.imaging.gridding.GriddingPlan;
import dev.fringe.imaging.gridding.GriddingProgress;
import dev.fringe.imaging.gridding.GriddingTimes;
import dev.fringe.imaging.gridding.PackedFloatSamples;
import dev.fringe.imaging.gridding.PackedSamples;
import dev.fringe.imaging.gridding.SamplePacker;
import dev.fringe.imaging.gridding.UvwReach;
import dev.fringe.imaging.gridding.WRange;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.visibility.SampleBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Prints how long 38.7 million visibilities take to be gridded and degridded at 4096 x 4096 pixels
 * within 1e-4 in single precision, and where the time goes; and the ratio of processor times to
 * ducc0 if a Python that has it is named (processor time, because others may use the machine).
 *
 * <p>Usage: {@code GriddingTable [--python PATH] [--threads N,...] [--case 1|2] [--repeat N]}; the
 * Python must have ducc0.
 */
public final class GriddingTable {

  private static final double EPSILON = 1e-4;
  private static final int PIXELS = 4096;
  private static final int CHANNELS = 64;
  private static final int TIMES = 300;

  /** One observation of the table. */
  private record Case(
      String name, double longestMetres, double fromHz, double toHz, double cellArcsec) {}

  private static final List<Case> CASES =
      List.of(
          new Case("1.3-1.5 GHz, 1.5 arcsec, 7 km", 7000, 1.3e9, 1.5e9, 1.5),
          new Case("140-160 MHz, 10 arcsec, 16 km", 16000, 140e6, 160e6, 10));

  private GriddingTable() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    String python = option(args, "--python", "");
    String threads = option(args, "--threads", "1,2");
    String only = option(args, "--case", "");
    int repeat = Integer.parseInt(option(args, "--repeat", "2"));
    for (int c = 0; c < CASES.size(); c++) {
      if (only.isEmpty() || only.equals(Integer.toString(c + 1))) {
        run(CASES.get(c), threads.split(","), repeat, python);
      }
    }
    print("peak resident memory of this program %s%n", peakMemory());
  }

  private static String option(String[] args, String name, String otherwise) {
    for (int i = 0; i + 1 < args.length; i++) {
      if (args[i].equals(name)) {
        return args[i + 1];
      }
    }
    return otherwise;
  }

  private static void run(Case c, String[] threads, int repeat, String python)
      throws IOException, InterruptedException {
    SampleBlock block = observe(c);
    ImageGeometry geometry =
        ImageGeometry.centred(PIXELS, PIXELS, Math.toRadians(c.cellArcsec() / 3600));
    WRange range = WRange.of(block);
    GriddingPlan plan =
        GriddingPlan.choose(
            geometry,
            EPSILON,
            range.minLambda(),
            range.maxLambda(),
            UvwReach.of(block),
            (long) block.rows() * CHANNELS,
            1,
            2L << 30);
    print("%n%s%n%s%n", c.name(), plan.describe());
    OptionalDouble[] ducc = {OptionalDouble.empty(), OptionalDouble.empty()};
    if (!python.isEmpty()) {
      ducc = DuccRun.measure(python, block, PIXELS, geometry.cellLRadians(), EPSILON);
    }
    print(
        "%-22s %7s %7s %8s %8s %8s %8s %8s %8s %8s%n",
        "",
        "threads",
        "packing",
        "gridding",
        "rows FFT",
        "columns",
        "pixels",
        "total s",
        "cpu s",
        "of ducc0");
    float[][] image = new float[1][PIXELS * PIXELS];
    for (String t : threads) {
      try (Workers workers = Workers.of(Integer.parseInt(t))) {
        for (int i = 0; i < repeat; i++) {
          measure(block, plan, workers, image, ducc);
        }
      }
    }
  }

  private static void measure(
      SampleBlock block,
      GriddingPlan plan,
      Workers workers,
      float[][] image,
      OptionalDouble[] ducc) {
    Stopwatch watch = new Stopwatch();
    List<PackedFloatSamples> parts =
        SamplePacker.pack(plan, block, workers).stream()
            .map(PackedFloatSamples.class::cast)
            .toList();
    Stopwatch.Lap packing = watch.lap();
    long samples = parts.stream().mapToLong(PackedSamples::samples).sum();
    if (samples != (long) block.rows() * CHANNELS) {
      throw new IllegalStateException(samples + " samples were packed");
    }
    watch = new Stopwatch();
    FloatGridder gridder = new FloatGridder(plan, workers, GriddingProgress.NONE);
    gridder.grid(parts, false, image);
    row("gridding", workers, packing, gridder.times(), watch.lap(), ducc[0]);
    watch = new Stopwatch();
    gridder = new FloatGridder(plan, workers, GriddingProgress.NONE);
    gridder.degrid(parts, image);
    row("degridding", workers, packing, gridder.times(), watch.lap(), ducc[1]);
  }

  private static void row(
      String name,
      Workers workers,
      Stopwatch.Lap packing,
      GriddingTimes times,
      Stopwatch.Lap rest,
      OptionalDouble ducc) {
    double cpu = packing.cpuSeconds() + rest.cpuSeconds();
    print(
        "%-22s %7d %7.2f %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %8s%n",
        name,
        workers.threads(),
        packing.seconds(),
        times.gridding(),
        times.transforms(),
        times.screens(),
        times.pixels(),
        packing.seconds() + rest.seconds(),
        cpu,
        ducc.isPresent() && workers.threads() == 1
            ? String.format(Locale.ROOT, "%.2f", cpu / ducc.getAsDouble())
            : "-");
  }

  private static SampleBlock observe(Case c) {
    double latitude = Math.toRadians(-30);
    double[][] uvw =
        new TrackingArray(64, c.longestMetres()).uvwMetres(TIMES, 8, latitude, Math.toRadians(-30));
    double[] frequencies = new double[CHANNELS];
    for (int i = 0; i < CHANNELS; i++) {
      frequencies[i] = c.fromHz() + (c.toHz() - c.fromHz()) * i / (CHANNELS - 1);
    }
    int rows = uvw[0].length;
    float[] re = new float[rows * CHANNELS];
    float[] im = new float[rows * CHANNELS];
    float[] weight = new float[rows * CHANNELS];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < re.length; i++) {
      re[i] = random.nextFloat() - 0.5f;
      im[i] = random.nextFloat() - 0.5f;
      weight[i] = 1;
    }
    return new SampleBlock(
        rows, frequencies, uvw[0], uvw[1], uvw[2], new float[][] {re}, new float[][] {im}, weight);
  }

  private static String peakMemory() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .map(line -> line.replaceFirst("VmHWM:\\s*", ""))
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
