package dev.fringe.imaging.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpiralArrayTest {

  @ParameterizedTest
  @CsvSource({"4, 1000", "64, 7000", "64, 150000", "133, 20000", "197, 150000", "200, 150000"})
  void dishesStandApartAndReachTheLongestBaseline(int dishes, double longestMetres) {
    ArrayLayout layout = SpiralArray.midLike(dishes, longestMetres);

    assertEquals(dishes, layout.stations().size());
    assertEquals(dishes * (dishes - 1) / 2, layout.baselines());
    assertEquals(longestMetres, layout.longestBaselineMetres(), 1e-3 * longestMetres);
    assertTrue(layout.shortestBaselineMetres() >= 30, "spacing of two dishes' diameters");
  }

  @ParameterizedTest
  @CsvSource({"16, 5000", "64, 16000", "512, 74000"})
  void stationsOfALowFrequencyArrayDoNotOverlap(int stations, double longestMetres) {
    ArrayLayout layout = SpiralArray.lowLike(stations, longestMetres);

    assertEquals(stations, layout.stations().size());
    assertEquals(longestMetres, layout.longestBaselineMetres(), 1e-3 * longestMetres);
    assertTrue(layout.shortestBaselineMetres() >= 42);
  }

  @Test
  void theSameRuleGivesTheSameArray() {
    assertEquals(SpiralArray.midLike(64, 7000), SpiralArray.midLike(64, 7000));
  }

  @Test
  void halfOfTheStationsMakeADenseCore() {
    ArrayLayout layout = SpiralArray.midLike(197, 150_000);

    long within =
        layout.stations().stream()
            .filter(s -> Math.hypot(s.eastMetres(), s.northMetres()) < 1300)
            .count();
    assertTrue(within >= 98 && within < 130, within + " stations within 1.3 km");
  }

  @Test
  void noDirectionIsPreferred() {
    ArrayLayout layout = SpiralArray.midLike(133, 20_000);
    double east = 0;
    double north = 0;
    for (Station a : layout.stations()) {
      for (Station b : layout.stations()) {
        east += Math.pow(a.eastMetres() - b.eastMetres(), 2);
        north += Math.pow(a.northMetres() - b.northMetres(), 2);
      }
    }
    assertEquals(1, Math.sqrt(east / north), 0.2);
  }

  @Test
  void farStationsFallBelowTheHorizontalPlane() {
    ArrayLayout layout = SpiralArray.midLike(64, 150_000);
    double lowest = layout.stations().stream().mapToDouble(Station::upMetres).min().orElseThrow();

    // The tips stand about 86.6 km out: 86.6² / (2 · 6371) km.
    assertEquals(-588, lowest, 60);
  }

  @Test
  void stationsThatDoNotFitAreRefused() {
    var crowded = assertThrows(IllegalArgumentException.class, () -> SpiralArray.midLike(200, 300));
    assertTrue(crowded.getMessage().contains("200 stations at least 30 m apart do not fit"));
    assertTrue(crowded.getMessage().contains("300 m"));
    assertThrows(IllegalArgumentException.class, () -> SpiralArray.midLike(3, 7000));
  }
}
