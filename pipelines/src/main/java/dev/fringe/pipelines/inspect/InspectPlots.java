package dev.fringe.pipelines.inspect;

import static dev.fringe.imaging.visibility.SampleBlock.SPEED_OF_LIGHT;

import dev.fringe.pipelines.console.Progress;
import dev.fringe.pipelines.picture.DensityPlot;
import dev.fringe.pipelines.picture.DensityPlot.Axis;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The uv coverage, and amplitudes against baseline length, of one file; from a second reading. */
final class InspectPlots {

  private static final int SQUARE = 820;
  private static final int WIDE = 980;
  private static final int TALL = 620;

  private final ObservationSurvey survey;
  private final double unit;
  private final double[] perMetre;
  private final boolean[] parallel;
  private final DensityPlot coverage;
  private final DensityPlot amplitudes;

  private InspectPlots(ObservationSurvey survey, String name) {
    this.survey = survey;
    this.parallel = Samples.parallelHands(survey.observation().correlations());
    this.perMetre = survey.observation().frequenciesHz();
    double longest = survey.longestWavelengths();
    this.unit = longest >= 2e9 ? 1e9 : longest >= 2e6 ? 1e6 : longest >= 2e3 ? 1e3 : 1;
    for (int i = 0; i < perMetre.length; i++) {
      perMetre[i] /= SPEED_OF_LIGHT * unit;
    }
    String prefix = unit == 1e9 ? "G" : unit == 1e6 ? "M" : unit == 1e3 ? "k" : "";
    double reach = longest > 0 ? 1.05 * longest / unit : 1;
    this.coverage =
        new DensityPlot(
            SQUARE,
            SQUARE,
            // u grows to the east, which is to the left as on the sky.
            Axis.linear("u (" + prefix + "λ)", reach, -reach),
            Axis.linear("v (" + prefix + "λ)", -reach, reach));
    double low = survey.lowestAmplitude() > 0 ? survey.lowestAmplitude() / 1.5 : 0.1;
    double high = survey.highestAmplitude() > 0 ? survey.highestAmplitude() * 1.5 : 10;
    this.amplitudes =
        new DensityPlot(
            WIDE,
            TALL,
            Axis.linear("Projected baseline (" + prefix + "λ)", 0, reach),
            Axis.logarithmic("Amplitude (Jy where calibrated)", Math.min(low, high / 3), high));
    String object = survey.observation().object();
    String title = name + (object.isEmpty() ? "" : ": " + object);
    coverage.titled(
        title,
        "uv coverage, both halves; baselines: %d, channels: %d, times: %d"
            .formatted(survey.baselines(), survey.observation().channels(), survey.times()));
    amplitudes.titled(title, "amplitude against baseline, parallel hands, unflagged");
    if (!survey.hasUnflagged()) {
      coverage.greyed().noted("all flagged: shown in grey is what was observed");
      amplitudes.noted("no unflagged visibilities");
    }
  }

  /**
   * Reads the file again and leaves two PNGs in a folder.
   *
   * @param name what the pictures' names begin with
   * @return the files written
   */
  static List<Path> write(
      VisibilityFile file, ObservationSurvey survey, String name, Path folder, Progress progress)
      throws IOException {
    InspectPlots plots = new InspectPlots(survey, name);
    ObservationSurvey.forEachBlock(file, progress, plots::add);
    Path coverage = folder.resolve(name + "-uv-coverage.png");
    Path amplitudes = folder.resolve(name + "-amplitude.png");
    plots.coverage.writeTo(coverage);
    plots.amplitudes.writeTo(amplitudes);
    return List.of(coverage, amplitudes);
  }

  private void add(VisibilityBlock block) {
    for (int row = 0; row < block.rows(); row++) {
      if (block.antenna1()[row] == block.antenna2()[row]) {
        continue;
      }
      double u = block.uMetres()[row];
      double v = block.vMetres()[row];
      double length = Math.hypot(u, v);
      for (int channel = 0; channel < block.channels(); channel++) {
        double scale = perMetre[channel];
        boolean shown = !survey.hasUnflagged();
        for (int product = 0; product < block.correlations(); product++) {
          int sample = (row * block.channels() + channel) * block.correlations() + product;
          if (Samples.isUsed(block, sample)) {
            shown = true;
            if (parallel[product]) {
              amplitudes.add(length * scale, Samples.amplitude(block, sample));
            }
          }
        }
        if (shown) {
          coverage.add(u * scale, v * scale);
          coverage.add(-u * scale, -v * scale);
        }
      }
    }
  }
}
