package dev.fringe.storage.fits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Files that telescopes wrote, against what is known of them. */
final class RealFilesTest {
  private record Content(Observation observation, VisibilityBlock rows) {
    int flagged() {
      int count = 0;
      for (float weight : rows.weight()) {
        count += weight > 0 ? 0 : 1;
      }
      return count;
    }

    int autocorrelations() {
      int count = 0;
      for (int row = 0; row < rows.rows(); row++) {
        count += rows.antenna1()[row] == rows.antenna2()[row] ? 1 : 0;
      }
      return count;
    }

    /** The largest difference of |uvw| and the distance of the two stations, relative. */
    double baselineMismatch() {
      Map<Integer, Antenna> antennas = new HashMap<>();
      observation.antennas().forEach(antenna -> antennas.put(antenna.number(), antenna));
      double worst = 0;
      for (int row = 0; row < rows.rows(); row++) {
        Antenna a = antennas.get(rows.antenna1()[row]);
        Antenna b = antennas.get(rows.antenna2()[row]);
        double distance =
            length(a.xMetres() - b.xMetres(), a.yMetres() - b.yMetres(), a.zMetres() - b.zMetres());
        double uvw = length(rows.uMetres()[row], rows.vMetres()[row], rows.wMetres()[row]);
        worst = Math.max(worst, Math.abs(distance - uvw) / Math.max(1, distance));
      }
      return worst;
    }

    private static double length(double x, double y, double z) {
      return Math.hypot(Math.hypot(x, y), z);
    }
  }

  @Test
  void eventHorizonTelescope() throws IOException {
    Content m87 = read("SR1_M87_2017_096_lo_hops_netcal_StokesI.uvfits");
    assertShape(m87, 8645, 1, "[RR, LL, RL, LR]", 8);
    assertEquals(227.070703125e9, m87.observation().frequenciesHz()[0]);
    assertEquals(57_849, m87.observation().startMjd());
    assertEquals(2000, m87.observation().equinox());
    // The longest baseline of 2017-04-06 is close to the Earth's diameter times 0.86.
    assertTrue(longest(m87) > 10.8e6 && longest(m87) < 11e6, "longest " + longest(m87));
  }

  @Test
  void mojave() throws IOException {
    Content mojave = read("mojave.uvfits");
    assertShape(mojave, 3150, 2, "[RR, LL, RL, LR]", 10);
    assertTrue(mojave.baselineMismatch() < 2e-6, "u, v, w and the stations agree");
  }

  @Test
  void multichannelVlba() throws IOException {
    Content vlba = read("vis_multichan.vis");
    assertShape(vlba, 515, 128, "[LL]", 9);
    assertEquals(8, vlba.observation().windows().size());
    int negative = 0;
    for (float weight : vlba.rows().weight()) {
      negative += weight < 0 ? 1 : 0;
    }
    assertEquals(11_184, negative);
    // Brewster stands in America, not in China: the table is left-handed without saying so.
    assertTrue(vlba.observation().antennas().getFirst().yMetres() < 0);
    assertTrue(vlba.baselineMismatch() < 2e-6);
  }

  @Test
  void kuBandVlbaHoldsNans() throws IOException {
    Content ku = read("0235+164E.Ku.uvf");
    assertShape(ku, 3072, 4, "[RR, LL, RL, LR]", 9);
    boolean nan = false;
    for (float real : ku.rows().real()) {
      nan |= Float.isNaN(real);
    }
    assertTrue(nan);
    assertEquals("BR", ku.observation().antennas().getFirst().name());
  }

  @Test
  void paper() throws IOException {
    Content paper = read("zen.2456865.60537.xy.uvcRREAAM.uvfits");
    assertShape(paper, 285, 11, "[XY]", 64);
    assertEquals(2000, paper.observation().equinox());
    assertEquals(100e6, paper.observation().frequenciesHz()[0]);
    assertEquals(2_456_865.608662106, paper.rows().timeMjd()[0] + 2_400_000.5, 1e-7);
  }

  @Test
  void murchisonIsFlaggedThroughout() throws IOException {
    Content mwa = read("1133866760.uvfits");
    assertShape(mwa, 5565, 11, "[XX, YY, XY, YX]", 128);
    assertEquals(mwa.rows().weight().length, mwa.flagged());
    assertEquals(105, mwa.autocorrelations());
    assertTrue(mwa.baselineMismatch() < 1e-6, "the stations' frame is turned with the meridian");
  }

  @Test
  void longWavelengthArrayInFitsIdi() throws IOException {
    Content lwa = read("idi-test.fits");
    assertShape(lwa, 15, 418, "[XX]", 5);
    assertEquals(5, lwa.autocorrelations());
    assertEquals(0, lwa.flagged());
    assertEquals(10_963.403f, lwa.rows().real()[0]);
    assertEquals("ZA0017000", lwa.observation().object());
    assertTrue(lwa.baselineMismatch() < 1e-6);
  }

  @Test
  void longWavelengthArrayInUvfits() throws IOException {
    Content lwa = read("uv-test.fits");
    assertShape(lwa, 15, 418, "[XX]", 5);
    assertEquals(0, lwa.flagged(), "a COMPLEX axis of two has no weights");
    assertTrue(lwa.rows().antenna1()[0] > 100);
  }

  private static void assertShape(
      Content content, int rows, int channels, String correlations, int antennas) {
    Observation observation = content.observation();
    List<Correlation> products = observation.correlations();
    assertEquals(rows, observation.groups());
    assertEquals(channels, observation.channels());
    assertEquals(correlations, products.toString());
    assertEquals(antennas, observation.antennas().size());
    assertEquals(rows * channels * products.size(), content.rows().real().length);
  }

  private static double longest(Content content) {
    double longest = 0;
    for (int row = 0; row < content.rows().rows(); row++) {
      longest =
          Math.max(
              longest, Math.hypot(content.rows().uMetres()[row], content.rows().vMetres()[row]));
    }
    return longest;
  }

  private static Content read(String name) throws IOException {
    String folder = System.getProperty("fringe.realData", "");
    Assumptions.assumeTrue(!folder.isEmpty(), "real data skipped: fringe.realData is not set");
    try (VisibilityFile file = VisibilityFiles.open(Path.of(folder, name))) {
      Observation observation = file.observation();
      return new Content(observation, file.read(0, (int) observation.groups()));
    }
  }
}
