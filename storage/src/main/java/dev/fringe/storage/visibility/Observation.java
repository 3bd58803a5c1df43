package dev.fringe.storage.visibility;

import dev.fringe.imaging.polarisation.Correlation;
import java.io.Serializable;
import java.util.List;

/**
 * What a visibility file says of itself, from its headers and small tables alone.
 *
 * @param telescope TELESCOP, or an empty text
 * @param instrument INSTRUME, or an empty text
 * @param object the source's name, or an empty text
 * @param observer OBSERVER, or an empty text
 * @param startMjd modified Julian date (UTC days) of DATE-OBS; NaN where there is none
 * @param rightAscensionRadians of the phase centre
 * @param declinationRadians of the phase centre
 * @param equinox of the phase centre, 2000 where the file names none or a value that cannot be
 * @param windows spectral windows in the order of the data
 * @param correlations polarisation products in the order of the data
 * @param antennas every station in the antenna tables; empty where there are none
 * @param groups rows (one baseline at one time) in the file
 */
public record Observation(
    String telescope,
    String instrument,
    String object,
    String observer,
    double startMjd,
    double rightAscensionRadians,
    double declinationRadians,
    double equinox,
    List<SpectralWindow> windows,
    List<Correlation> correlations,
    List<Antenna> antennas,
    long groups)
    implements Serializable {

  public Observation {
    windows = List.copyOf(windows);
    correlations = List.copyOf(correlations);
    antennas = List.copyOf(antennas);
  }

  /** Channels of all windows together. */
  public int channels() {
    return windows.stream().mapToInt(SpectralWindow::channels).sum();
  }

  /** Centre frequency of every channel, window after window. */
  public double[] frequenciesHz() {
    double[] frequencies = new double[channels()];
    int next = 0;
    for (SpectralWindow window : windows) {
      for (int channel = 0; channel < window.channels(); channel++) {
        frequencies[next++] = window.frequencyHz(channel);
      }
    }
    return frequencies;
  }
}
