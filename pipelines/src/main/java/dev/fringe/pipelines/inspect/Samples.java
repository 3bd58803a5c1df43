package dev.fringe.pipelines.inspect;

import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What is asked of single samples in the survey and in the plots alike. */
final class Samples {

  private static final Set<Correlation> PARALLEL =
      Set.of(Correlation.I, Correlation.RR, Correlation.LL, Correlation.XX, Correlation.YY);

  private Samples() {}

  static boolean isFinite(VisibilityBlock block, int sample) {
    return Float.isFinite(
        0 * block.real()[sample] + 0 * block.imaginary()[sample] + 0 * block.weight()[sample]);
  }

  static boolean isUsed(VisibilityBlock block, int sample) {
    return block.weight()[sample] > 0 && isFinite(block, sample);
  }

  static double amplitude(VisibilityBlock block, int sample) {
    return Math.hypot(block.real()[sample], block.imaginary()[sample]);
  }

  /** The products that see total intensity; all of them where none does. */
  static boolean[] parallelHands(List<Correlation> products) {
    boolean any = products.stream().anyMatch(PARALLEL::contains);
    boolean[] parallel = new boolean[products.size()];
    IntStream.range(0, parallel.length)
        .forEach(i -> parallel[i] = !any || PARALLEL.contains(products.get(i)));
    return parallel;
  }
}
