package dev.fringe.imaging.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrimaryBeamTest {

  private static final double FREQUENCY = 1.4e9;
  private static final List<PrimaryBeam> BEAMS =
      List.of(PrimaryBeam.airy(25), PrimaryBeam.gaussian(25, 1.2), PrimaryBeam.cosine(13.5, 1.15));

  @Test
  void everyBeamIsHalfAtHalfItsWidthAndOneInItsCentre() {
    for (PrimaryBeam beam : BEAMS) {
      assertEquals(1, beam.attenuation(0, FREQUENCY), 1e-12);
      double half = Math.asin(beam.fwhmRadians(FREQUENCY) / 2);
      assertEquals(0.5, beam.attenuation(half, FREQUENCY), 1e-6, beam::toString);
    }
  }

  @Test
  void theAiryPatternHasItsNullAndSidelobeWhereTheBooksSay() {
    PrimaryBeam airy = PrimaryBeam.airy(25);
    assertEquals(0, airy.pattern(1.219669891), 1e-12);
    // First sidelobe: 0.0174978 at 1.6347 λ/D.
    assertEquals(0.0174978, airy.pattern(1.634719), 1e-6);
    // A 25 m dish at 1.4 GHz: half a degree.
    assertEquals(0.505, Math.toDegrees(airy.fwhmRadians(FREQUENCY)), 0.001);
  }

  @Test
  void theCosinePatternIsSmoothWhereItsFormulaDividesZeroByZero() {
    PrimaryBeam beam = PrimaryBeam.cosine(13.5, 1.18896478);
    assertEquals(Math.pow(Math.PI / 4, 2), beam.pattern(0.5), 1e-9);
    assertEquals(beam.pattern(0.5 - 1e-5), beam.pattern(0.5), 1e-4);
  }

  @Test
  void correctionUndoesTheBeamAndBlanksWhatItCannot() {
    ImageGeometry geometry = ImageGeometry.centred(64, 64, 0.0005);
    PrimaryBeam beam = PrimaryBeam.airy(25);
    float[] image = beam.attenuation(geometry, FREQUENCY);
    int blank = 0;
    float[] pattern = image.clone();
    beam.correct(image, geometry, FREQUENCY, 0.1);
    for (int i = 0; i < image.length; i++) {
      if (pattern[i] >= 0.1) {
        assertEquals(1, image[i], 1e-6);
      } else {
        assertTrue(Float.isNaN(image[i]));
        blank++;
      }
    }
    assertTrue(blank > 0);
  }

  @Test
  void aDishWithoutADiameterIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PrimaryBeam.airy(0));
    assertThrows(IllegalArgumentException.class, () -> PrimaryBeam.gaussian(25, -1));
  }
}
