package dev.fringe.pipelines.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelsTest {

  private static final double ARCSEC = Math.toRadians(1 / 3600.0);

  /** Two dishes at 1.5 GHz. */
  private static Observation observation(double channelHz, double dishMetres) {
    return new Observation(
        "",
        "",
        "",
        "",
        Double.NaN,
        0,
        0,
        2000,
        List.of(new SpectralWindow(1.5e9, channelHz, 1)),
        List.of(Correlation.I),
        List.of(
            new Antenna(1, "A", 0, 0, 0, dishMetres), new Antenna(2, "B", 100, 0, 0, dishMetres)),
        1);
  }

  private static FieldOfView field(double channelHz, double dishMetres, double seconds) {
    return FieldOfView.of(List.of(observation(channelHz, dishMetres)), 10 * ARCSEC, seconds);
  }

  @Test
  void aCellIsAQuarterOfAFringeToTwoDigits() {
    assertEquals(2.5 * ARCSEC, Pixels.cellRadians(1 / (10.02 * ARCSEC)), 1e-12);
    assertEquals(2.4 * ARCSEC, Pixels.cellRadians(1 / (9.99 * ARCSEC)), 1e-12);
  }

  @Test
  void whatSmearsLeastLimitsNothing() {
    // 1.02899 λ / D of a 25 m dish at 1.5 GHz: 0.4713 degrees.
    FieldOfView dish = field(1e3, 25, 0);
    assertEquals(0.4713, Math.toDegrees(dish.radians()), 1e-3);
    assertEquals(2 * dish.radians(), dish.imageRadians(), 1e-12);
    // 10 arcsec · 1500 MHz / 15 MHz
    assertEquals(1000 * ARCSEC, field(15e6, 25, 0).radians(), 1e-9);
    assertTrue(field(15e6, 25, 0).imageLimit().contains("15 MHz"));
    // A fringe while the Earth turns by 10 arcsec / field.
    assertEquals(10 * ARCSEC * 86164.1 / (2 * Math.PI) / 600, field(1e3, 25, 600).radians(), 1e-9);
    assertEquals(FieldOfView.WIDEST, FieldOfView.of(List.of(observation(1, 0)), 1, 0).radians());
  }

  @Test
  void sizesAreEvenFitTheSkyAndAreNotBeyondWhatIsChosenUnasked() {
    FieldOfView dish = field(1e3, 25, 0);
    assertEquals(256, Pixels.across(dish, 1e-3).size());
    assertEquals(4096, Pixels.across(dish, ARCSEC / 10).size());
    int size = Pixels.across(dish, 2.5 * ARCSEC).size();
    assertTrue(size >= dish.imageRadians() / (2.5 * ARCSEC) && size < 1500, size + " pixels");
    int few = Pixels.across(dish, 0.05).size();
    assertTrue(few % 2 == 0 && few * 0.05 <= FieldOfView.WIDEST, few + " pixels");
  }
}
