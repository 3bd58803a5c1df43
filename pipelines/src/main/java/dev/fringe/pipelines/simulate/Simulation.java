package dev.fringe.pipelines.simulate;

import dev.fringe.imaging.array.ArrayLayout;
import dev.fringe.imaging.array.Station;
import dev.fringe.imaging.direct.SkyComponent;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.imaging.sky.EarthGeometry;
import dev.fringe.imaging.sky.EarthGeometry.Geodetic;
import dev.fringe.imaging.sky.EarthGeometry.Xyz;
import dev.fringe.imaging.sky.SiderealTime;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * An observation to be made up: everything that decides its visibilities, to the last bit.
 *
 * @param layout the array
 * @param sky components about the phase centre; perhaps none, for noise alone
 * @param object name of the field
 * @param phaseCentre J2000, tracked through the observation
 * @param windows spectral windows, each with as many channels
 * @param correlations the products written: all of one kind, Stokes, circular or linear
 * @param startMjd begin of the first integration, UTC days
 * @param integrations how many, one after the other; at least 1
 * @param integrationSeconds length of each, &gt; 0
 * @param noise thermal noise
 * @param seed of the noise
 */
public record Simulation(
    ArrayLayout layout,
    List<SkyComponent> sky,
    String object,
    SkyPosition phaseCentre,
    List<SpectralWindow> windows,
    List<Correlation> correlations,
    double startMjd,
    int integrations,
    double integrationSeconds,
    Noise noise,
    long seed) {

  private static final double DAY_SECONDS = 86_400;

  public Simulation {
    sky = List.copyOf(sky);
    windows = List.copyOf(windows);
    correlations = List.copyOf(correlations);
    if (windows.isEmpty() || correlations.isEmpty()) {
      throw new IllegalArgumentException("a window and a correlation are needed at least");
    }
    if (integrations < 1 || !(integrationSeconds > 0)) {
      throw new IllegalArgumentException(
          "an observation of "
              + integrations
              + " integrations of "
              + integrationSeconds
              + " s has no length");
    }
    if (!Double.isFinite(startMjd)) {
      throw new IllegalArgumentException("the observation starts at MJD " + startMjd);
    }
    for (SpectralWindow window : windows) {
      double last = window.frequencyHz(window.channels() - 1);
      if (!(window.firstChannelHz() > 0 && last > 0 && window.channelWidthHz() > 0)) {
        throw new IllegalArgumentException(
            "a window from %.6g to %.6g Hz: frequencies and channel widths must be above 0"
                .formatted(window.firstChannelHz(), last));
      }
    }
  }

  /**
   * Channels that share a band evenly.
   *
   * @param centreHz of the band
   * @param bandwidthHz of the whole band
   * @param channels in all; a multiple of {@code windows}
   */
  public static List<SpectralWindow> band(
      double centreHz, double bandwidthHz, int channels, int windows) {
    if (windows < 1 || channels < 1 || channels % windows != 0) {
      throw new IllegalArgumentException(
          "%d channels cannot be shared out among %d windows".formatted(channels, windows));
    }
    double width = bandwidthHz / channels;
    int each = channels / windows;
    List<SpectralWindow> band = new ArrayList<>();
    for (int window = 0; window < windows; window++) {
      double first = centreHz - bandwidthHz / 2 + (window * each + 0.5) * width;
      band.add(new SpectralWindow(first, width, each));
    }
    return List.copyOf(band);
  }

  /**
   * When to start, so that the field crosses the meridian in the middle.
   *
   * @param dayMjd the transit nearest to this time is taken
   * @param seconds length of the observation
   */
  public static double startAroundTransit(
      ArrayLayout layout, SkyPosition phaseCentre, double dayMjd, double seconds) {
    double sidereal = SiderealTime.localRadians(dayMjd, layout.longitudeRadians());
    double hourAngle = SiderealTime.hourAngleRadians(sidereal, phaseCentre.rightAscensionRadians());
    double transit = dayMjd - hourAngle / (2 * Math.PI * SiderealTime.TURNS_PER_DAY);
    return transit - seconds / 2 / DAY_SECONDS;
  }

  /** Middle of an integration, modified Julian date. */
  public double timeMjd(int integration) {
    return startMjd + (integration + 0.5) * integrationSeconds / DAY_SECONDS;
  }

  /** Height of the phase centre above the array's horizon, amid an integration. */
  public double elevationRadians(int integration) {
    double sidereal = SiderealTime.localRadians(timeMjd(integration), layout.longitudeRadians());
    return EarthGeometry.elevationRadians(
        SiderealTime.hourAngleRadians(sidereal, phaseCentre.rightAscensionRadians()),
        phaseCentre.declinationRadians(),
        layout.latitudeRadians());
  }

  /** Earth-fixed positions of the stations, in their order. */
  List<Xyz> positions() {
    Geodetic reference = new Geodetic(layout.longitudeRadians(), layout.latitudeRadians(), 0);
    return layout.stations().stream()
        .map(s -> EarthGeometry.xyzOfEnu(reference, s.eastMetres(), s.northMetres(), s.upMetres()))
        .toList();
  }

  /** What the file will say of itself. */
  Observation observation(long rows) {
    List<Antenna> antennas = new ArrayList<>();
    List<Xyz> positions = positions();
    for (int i = 0; i < positions.size(); i++) {
      Station station = layout.stations().get(i);
      Xyz xyz = positions.get(i);
      antennas.add(
          new Antenna(
              i + 1,
              station.name(),
              xyz.xMetres(),
              xyz.yMetres(),
              xyz.zMetres(),
              layout.diameterMetres()));
    }
    return new Observation(
        layout.name(),
        layout.name(),
        object,
        "FRINGE",
        startMjd,
        phaseCentre.rightAscensionRadians(),
        phaseCentre.declinationRadians(),
        2000,
        windows,
        correlations,
        antennas,
        rows);
  }
}
