package dev.fringe.pipelines.run;

import dev.fringe.imaging.visibility.SampleBlock;
import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.pipelines.read.OpenInput;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far the data reach, from stretches of rows spread over the files: enough to choose pixels by.
 *
 * @param longestWavelengths longest projected baseline, at its highest frequency
 * @param longestWithWWavelengths the same with w, the component towards the source
 * @param integrationSeconds shortest time between rows of one baseline; 0 where it could not be
 *     told
 */
record UvExtent(
    double longestWavelengths, double longestWithWWavelengths, double integrationSeconds) {

  private static final int STRETCHES = 24;
  private static final long VALUES_PER_STRETCH = 1 << 19;

  static UvExtent of(InputFiles inputs, Connections connections) throws IOException {
    double wavelengths = 0;
    double withW = 0;
    double integration = 0;
    for (int i = 0; i < inputs.files().size(); i++) {
      UvExtent one = of(inputs.files().get(i), inputs.observations().get(i), connections);
      wavelengths = Math.max(wavelengths, one.longestWavelengths);
      withW = Math.max(withW, one.longestWithWWavelengths);
      integration = Math.max(integration, one.integrationSeconds);
    }
    return new UvExtent(wavelengths, withW, integration);
  }

  /**
   * How far baselines between the antennas can reach, without reading a row: enough where pixels
   * need not be chosen. Empty where the files do not tell where their antennas stand.
   */
  static Optional<UvExtent> ofAntennas(List<Observation> observations) {
    double longest = 0;
    for (Observation observation : observations) {
      double one = longestMetres(observation.antennas());
      if (!(one > 0)) {
        return Optional.empty();
      }
      double highestHz = Arrays.stream(observation.frequenciesHz()).max().orElse(0);
      longest = Math.max(longest, one * highestHz / SampleBlock.SPEED_OF_LIGHT);
    }
    return longest > 0 ? Optional.of(new UvExtent(longest, longest, 0)) : Optional.empty();
  }

  private static double longestMetres(List<Antenna> antennas) {
    double longest = 0;
    for (Antenna a : antennas) {
      for (Antenna b : antennas) {
        double across = Math.hypot(a.xMetres() - b.xMetres(), a.yMetres() - b.yMetres());
        longest = Math.max(longest, Math.hypot(across, a.zMetres() - b.zMetres()));
      }
    }
    return longest;
  }

  private static UvExtent of(InputFile input, Observation observation, Connections connections)
      throws IOException {
    double highestHz = Arrays.stream(observation.frequenciesHz()).max().orElse(0);
    long rows = observation.groups();
    long valuesPerRow =
        Math.max(1, (long) observation.channels() * observation.correlations().size());
    int stretch = (int) Math.clamp(VALUES_PER_STRETCH / valuesPerRow, 1, Math.max(1, rows));
    long stretches = Math.min(STRETCHES, (rows + stretch - 1) / stretch);
    double longest = 0;
    double withW = 0;
    double integration = 0;
    try (OpenInput open = OpenInput.of(input, connections, _ -> {})) {
      VisibilityFile file = open.file();
      for (long s = 0; s < stretches; s++) {
        long first = stretches == 1 ? 0 : s * (rows - stretch) / (stretches - 1);
        VisibilityBlock block = file.read(first, (int) Math.min(stretch, rows - first));
        for (int row = 0; row < block.rows(); row++) {
          double projected = Math.hypot(block.uMetres()[row], block.vMetres()[row]);
          longest = Math.max(longest, projected);
          withW = Math.max(withW, Math.hypot(projected, block.wMetres()[row]));
          integration = Math.max(integration, block.integrationSeconds()[row]);
        }
      }
    }
    double wavelengthsPerMetre = highestHz / SampleBlock.SPEED_OF_LIGHT;
    return new UvExtent(longest * wavelengthsPerMetre, withW * wavelengthsPerMetre, integration);
  }
}
