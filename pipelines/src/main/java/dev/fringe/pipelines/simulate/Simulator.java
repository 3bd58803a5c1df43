package dev.fringe.pipelines.simulate;

import dev.fringe.imaging.direct.DirectPredictor;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.imaging.sky.EarthGeometry.Xyz;
import dev.fringe.imaging.sky.UvwFrame;
import dev.fringe.pipelines.console.Progress;
import dev.fringe.storage.uvfits.UvfitsWriter;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes the visibilities of a {@link Simulation}, in blocks of bounded size: (u, v, w) of each
 * baseline amid each integration, the direct transform of the sky, the products, the noise. Neither
 * integrations nor channels smear: each visibility is that of a moment and a frequency.
 */
public final class Simulator {

  private static final int VALUES_PER_BLOCK = 1 << 20;
  private static final int ROWS_IN_A_PIECE = 64;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final Simulation simulation;
  private final Workers workers;
  private final Polarimeter polarimeter;
  private final double[] frequenciesHz;
  private final float[] sigmas;
  private final List<Xyz> positions;
  private final int[] visible;
  private final int baselines;

  private Simulator(Simulation simulation, Workers workers) {
    this.simulation = simulation;
    this.workers = workers;
    this.polarimeter = new Polarimeter(simulation.correlations());
    this.frequenciesHz =
        simulation.windows().stream()
            .flatMapToDouble(w -> IntStream.range(0, w.channels()).mapToDouble(w::frequencyHz))
            .toArray();
    double handSigma = handSigma(simulation);
    this.sigmas = new float[simulation.correlations().size()];
    for (int i = 0; i < sigmas.length; i++) {
      Correlation product = simulation.correlations().get(i);
      sigmas[i] = (float) (handSigma * Polarimeter.noiseFactor(product));
    }
    this.positions = simulation.positions();
    this.visible =
        IntStream.range(0, simulation.integrations())
            .filter(i -> simulation.elevationRadians(i) > 0)
            .toArray();
    this.baselines = simulation.layout().baselines();
  }

  /**
   * Simulates into a UVFITS file, which appears whole or not at all.
   *
   * @param history lines for the file's HISTORY
   * @throws IllegalArgumentException if the field never rises
   */
  public static SimulationSummary run(
      Simulation simulation,
      Path out,
      String software,
      String history,
      Workers workers,
      Progress progress)
      throws IOException {
    return new Simulator(simulation, workers).write(out, software, history, progress);
  }

  private SimulationSummary write(Path out, String software, String history, Progress progress)
      throws IOException {
    long began = System.nanoTime();
    if (visible.length == 0) {
      throw new IllegalArgumentException(
          ("the field at declination %.2f° is below the horizon of %s (latitude %.2f°) throughout:"
                  + " take another declination, or a start closer to transit")
              .formatted(
                  Math.toDegrees(simulation.phaseCentre().declinationRadians()),
                  simulation.layout().name(),
                  Math.toDegrees(simulation.layout().latitudeRadians())));
    }
    long rows = (long) visible.length * baselines;
    int block =
        Math.max(1, VALUES_PER_BLOCK / (frequenciesHz.length * simulation.correlations().size()));
    try (UvfitsWriter writer =
        UvfitsWriter.create(out, simulation.observation(rows), software, history)) {
      for (long row = 0; row < rows; row += block) {
        writer.write(rows(row, (int) Math.min(block, rows - row)));
        progress.at(Math.min(row + block, rows), rows);
      }
      writer.finish();
    }
    return new SimulationSummary(
        rows,
        rows * frequenciesHz.length,
        simulation.integrations() - visible.length,
        handSigma(simulation),
        (System.nanoTime() - began) / 1e9);
  }

  private static double handSigma(Simulation simulation) {
    return simulation
        .noise()
        .sigmaJansky(
            simulation.windows().getFirst().channelWidthHz(), simulation.integrationSeconds());
  }

  /** Rows go through the baselines of one integration after the other. */
  private VisibilityBlock rows(long first, int rows) {
    int channels = frequenciesHz.length;
    int products = simulation.correlations().size();
    int values = rows * channels * products;
    VisibilityBlock block =
        new VisibilityBlock(
            rows,
            channels,
            products,
            new double[rows],
            new double[rows],
            new double[rows],
            new double[rows],
            new int[rows],
            new int[rows],
            new float[rows],
            new float[values],
            new float[values],
            new float[values]);
    Arrays.fill(block.integrationSeconds(), (float) simulation.integrationSeconds());
    place(block, first);
    float[][] re = new float[polarimeter.stokes()][rows * channels];
    float[][] im = new float[polarimeter.stokes()][rows * channels];
    DirectPredictor.predict(
        simulation.sky(),
        block.uMetres(),
        block.vMetres(),
        block.wMetres(),
        frequenciesHz,
        re,
        im,
        workers);
    workers.forEach(
        (rows + ROWS_IN_A_PIECE - 1) / ROWS_IN_A_PIECE,
        piece -> {
          int end = Math.min(rows, (piece + 1) * ROWS_IN_A_PIECE);
          for (int row = piece * ROWS_IN_A_PIECE; row < end; row++) {
            measure(block, row, first + row, re, im);
          }
        });
    return block;
  }

  private void place(VisibilityBlock block, long first) {
    int stations = positions.size();
    double[][] uvw = new double[3][stations];
    int row = 0;
    for (int integration = (int) (first / baselines); row < block.rows(); integration++) {
      int skip = integration == first / baselines ? (int) (first % baselines) : 0;
      double time = simulation.timeMjd(visible[integration]);
      UvwFrame frame = UvwFrame.at(time, simulation.phaseCentre());
      for (int station = 0; station < stations; station++) {
        uvw[0][station] = frame.u(positions.get(station));
        uvw[1][station] = frame.v(positions.get(station));
        uvw[2][station] = frame.w(positions.get(station));
      }
      for (int a = 0; a < stations && row < block.rows(); a++) {
        for (int b = a + 1; b < stations && row < block.rows(); b++) {
          if (skip > 0) {
            skip--;
            continue;
          }
          // Position 1 less position 2, as UvwFrame says and real files have it.
          block.uMetres()[row] = uvw[0][a] - uvw[0][b];
          block.vMetres()[row] = uvw[1][a] - uvw[1][b];
          block.wMetres()[row] = uvw[2][a] - uvw[2][b];
          block.timeMjd()[row] = time;
          block.antenna1()[row] = a + 1;
          block.antenna2()[row] = b + 1;
          row++;
        }
      }
    }
  }

  private void measure(
      VisibilityBlock block, int row, long wholeRow, float[][] stokesRe, float[][] stokesIm) {
    int products = block.correlations();
    // A stream of its own for each row: the noise depends on neither threads nor block size.
    SplittableRandom random = new SplittableRandom(simulation.seed() ^ MIX * (wholeRow + 1));
    for (int channel = 0; channel < block.channels(); channel++) {
      int sample = row * block.channels() + channel;
      int at = sample * products;
      polarimeter.measure(stokesRe, stokesIm, sample, block.real(), block.imaginary(), at);
      for (int product = 0; product < products; product++) {
        float sigma = sigmas[product];
        if (sigma > 0) {
          block.real()[at + product] += (float) (sigma * random.nextGaussian());
          block.imaginary()[at + product] += (float) (sigma * random.nextGaussian());
          block.weight()[at + product] = 1 / (sigma * sigma);
        } else {
          block.weight()[at + product] = 1;
        }
      }
    }
  }
}
