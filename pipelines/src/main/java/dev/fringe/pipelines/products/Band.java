package dev.fringe.pipelines.products;

import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import dev.fringe.workflow.Selection;
import java.util.List;

/**
 * The frequencies that an image is made of.
 *
 * @param lowHz lower edge of the lowest channel
 * @param highHz upper edge of the highest channel
 */
public record Band(double lowHz, double highHz) {

  /** The band of the selected channels of all inputs. */
  public static Band of(List<Observation> observations, Selection selection) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Observation observation : observations) {
      for (int number = 0; number < observation.windows().size(); number++) {
        int windowNumber = number;
        if (!selection.windows().map(ranges -> ranges.contains(windowNumber)).orElse(true)) {
          continue;
        }
        SpectralWindow window = observation.windows().get(number);
        double half = Math.abs(window.channelWidthHz()) / 2;
        for (int channel = 0; channel < window.channels(); channel++) {
          int channelNumber = channel;
          if (selection.channels().map(ranges -> ranges.contains(channelNumber)).orElse(true)) {
            low = Math.min(low, window.frequencyHz(channel) - half);
            high = Math.max(high, window.frequencyHz(channel) + half);
          }
        }
      }
    }
    return new Band(low, high);
  }

  public double centreHz() {
    return (lowHz + highHz) / 2;
  }

  public double widthHz() {
    return highHz - lowHz;
  }
}
