package dev.fringe.imaging.gridding;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.direct.DirectImage;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.simd.Simd;
import dev.fringe.imaging.visibility.SampleBlock;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Random samples over the whole uv plane of an image, what the direct transform makes of them, and
 * what the gridders do.
 */
record Observed(ImageGeometry geometry, double maxW, SampleBlock block) {

  static Observed of(ImageGeometry geometry, int samples, double maxW, int polarisations) {
    return of(geometry, samples, maxW, polarisations, 0.499);
  }

  /**
   * @param share largest |u| and |v| in cycles per pixel, below 0.5
   */
  static Observed of(
      ImageGeometry geometry, int samples, double maxW, int polarisations, double share) {
    SplittableRandom random = new SplittableRandom(11);
    double[] u = new double[samples];
    double[] v = new double[samples];
    double[] w = new double[samples];
    float[][] re = new float[polarisations][samples];
    float[][] im = new float[polarisations][samples];
    float[] weight = new float[samples];
    for (int i = 0; i < samples; i++) {
      u[i] = random.nextDouble(-share, share) / geometry.cellLRadians();
      v[i] = random.nextDouble(-share, share) / geometry.cellMRadians();
      w[i] = random.nextDouble(-maxW, maxW);
      weight[i] = (float) random.nextDouble(0.2, 2);
      for (int p = 0; p < polarisations; p++) {
        re[p][i] = (float) random.nextGaussian();
        im[p][i] = (float) random.nextGaussian();
      }
    }
    // At this frequency metres are wavelengths.
    double[] frequency = {SampleBlock.SPEED_OF_LIGHT};
    return new Observed(
        geometry, maxW, new SampleBlock(samples, frequency, u, v, w, re, im, weight));
  }

  GriddingPlan plan(double epsilon) {
    return plan(epsilon, 1L << 32);
  }

  GriddingPlan plan(double epsilon, long memoryBytes) {
    return GriddingPlan.choose(
        geometry, epsilon, 0, maxW, block.rows(), block.polarisations() + 1, memoryBytes);
  }

  GriddingPlan planKnowingTheReach(double epsilon) {
    return chooserKnowingTheReach(epsilon).choose();
  }

  /**
   * The cheapest of the plans that transform planes at fewer pixels, even if another is cheaper.
   */
  GriddingPlan planWithFewerPixels(double epsilon) {
    PlanChooser chooser = chooserKnowingTheReach(epsilon);
    Set<PlanePixels> choices = chooser.pixels();
    choices.removeIf(PlanePixels::areTheImages);
    return chooser.choose(choices);
  }

  private PlanChooser chooserKnowingTheReach(double epsilon) {
    return new PlanChooser(
        geometry,
        epsilon,
        0,
        maxW,
        UvwReach.of(block),
        block.rows(),
        block.polarisations() + 1,
        1L << 32);
  }

  double[] directImage(int polarisation) {
    return DirectImage.adjoint(
        block.uMetres(),
        block.vMetres(),
        block.wMetres(),
        wide(block.real()[polarisation]),
        wide(block.imaginary()[polarisation]),
        wide(block.weight()),
        geometry);
  }

  /** Samples as the plan's slab packs them. */
  PackedSamples packed(GriddingPlan plan) {
    SamplePacker packer = new SamplePacker(plan, block.polarisations());
    packer.add(block);
    return packer.finish();
  }

  /** The images of all polarisations, and behind them of the PSF, in the plan's precision. */
  static double[][] gridded(
      GriddingPlan plan, List<? extends PackedSamples> parts, Workers workers, Simd simd) {
    int images = parts.getFirst().polarisations() + 1;
    int pixels = plan.geometry().pixels();
    double[][] sums = new double[images][pixels];
    switch (plan.precision()) {
      case SINGLE -> {
        float[][] narrow = new float[images][pixels];
        List<PackedFloatSamples> own = parts.stream().map(PackedFloatSamples.class::cast).toList();
        new FloatGridder(plan, workers, GriddingProgress.NONE, simd).grid(own, true, narrow);
        for (int p = 0; p < images; p++) {
          sums[p] = wide(narrow[p]);
        }
      }
      case DOUBLE -> {
        List<PackedDoubleSamples> own =
            parts.stream().map(PackedDoubleSamples.class::cast).toList();
        new DoubleGridder(plan, workers, GriddingProgress.NONE, simd).grid(own, true, sums);
      }
    }
    return sums;
  }

  double[][] gridded(GriddingPlan plan) {
    return gridded(plan, List.of(packed(plan)), Workers.single(), Simd.best());
  }

  /** Model visibilities {re, im} in the order of the samples, from one gridder. */
  double[][] degridded(GriddingPlan plan, double[] model, Simd simd) {
    int n = block.rows();
    long[] sources = new long[n];
    double[][] found = new double[2][];
    switch (plan.precision()) {
      case SINGLE -> {
        FloatSamplePacker packer = new FloatSamplePacker(plan, block.polarisations());
        packer.add(block);
        PackedFloatSamples samples = packer.pack(n, sources);
        FloatVisibilities out =
            new FloatGridder(plan, Workers.single(), GriddingProgress.NONE, simd)
                .degrid(List.of(samples), new float[][] {narrow(model)})
                .getFirst();
        found[0] = wide(out.real()[0]);
        found[1] = wide(out.imaginary()[0]);
      }
      case DOUBLE -> {
        DoubleSamplePacker packer = new DoubleSamplePacker(plan, block.polarisations());
        packer.add(block);
        PackedDoubleSamples samples = packer.pack(n, sources);
        DoubleVisibilities out =
            new DoubleGridder(plan, Workers.single(), GriddingProgress.NONE, simd)
                .degrid(List.of(samples), new double[][] {model})
                .getFirst();
        found[0] = out.real()[0];
        found[1] = out.imaginary()[0];
      }
    }
    double[][] ordered = new double[2][n];
    double phaseW = plan.centreNMinusOne() + plan.shift();
    for (int s = 0; s < n; s++) {
      boolean conjugated = sources[s] < 0;
      int row = (int) ((conjugated ? ~sources[s] : sources[s]) >>> 32);
      double turns =
          block.uMetres()[row] * geometry.centreL()
              + block.vMetres()[row] * geometry.centreM()
              + block.wMetres()[row] * phaseW;
      double angle = 2 * Math.PI * (turns - Math.rint(turns));
      double im = conjugated ? -found[1][s] : found[1][s];
      ordered[0][row] = found[0][s] * Math.cos(angle) - im * Math.sin(angle);
      ordered[1][row] = found[0][s] * Math.sin(angle) + im * Math.cos(angle);
    }
    return ordered;
  }

  double[][] directVisibilities(double[] model) {
    double[][] sums = new double[2][block.rows()];
    for (int y = 0; y < geometry.height(); y++) {
      for (int x = 0; x < geometry.width(); x++) {
        double flux = model[y * geometry.width() + x];
        if (flux != 0) {
          addSource(geometry.l(x), geometry.m(y), flux, sums);
        }
      }
    }
    return sums;
  }

  private void addSource(double l, double m, double flux, double[][] sums) {
    double nMinusOne = ImageGeometry.nMinusOne(l, m);
    for (int i = 0; i < block.rows(); i++) {
      double turns =
          block.uMetres()[i] * l + block.vMetres()[i] * m + block.wMetres()[i] * nMinusOne;
      double angle = 2 * Math.PI * (turns - Math.rint(turns));
      sums[0][i] += flux * Math.cos(angle);
      sums[1][i] += flux * Math.sin(angle);
    }
  }

  /** Random pixels, exact in single precision. */
  double[] randomModel() {
    SplittableRandom random = new SplittableRandom(5);
    double[] model = new double[geometry.pixels()];
    for (int i = 0; i < model.length; i++) {
      model[i] = (float) random.nextGaussian();
    }
    return model;
  }

  static double relativeError(double[] found, double[] truth) {
    double difference = 0;
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      difference += (found[i] - truth[i]) * (found[i] - truth[i]);
      sum += truth[i] * truth[i];
    }
    return Math.sqrt(difference / sum);
  }

  static double[] joined(double[][] parts) {
    double[] all = new double[parts[0].length * 2];
    System.arraycopy(parts[0], 0, all, 0, parts[0].length);
    System.arraycopy(parts[1], 0, all, parts[0].length, parts[1].length);
    return all;
  }

  static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
