package dev.fringe.imaging.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StretchTest {

  @Test
  void noiseAndTheBrightestSourceAreBothSeen() {
    float[] pixels = new float[100_000];
    Random random = new Random(2);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    pixels[7] = 5000;

    Stretch stretch = Stretch.robust(pixels);

    assertEquals(1, stretch.fraction(5000), 1e-6);
    assertEquals(0, stretch.fraction(-100), 0);
    double step = stretch.fraction(10) - stretch.fraction(0);
    assertTrue(step > 0.1, "a source of ten sigmas stands out by " + step);
  }

  @Test
  void aConstantImageHasAStretch() {
    assertEquals(0.5, Stretch.robust(new float[16]).fraction(0), 1e-9);
    assertEquals(0.5, Stretch.robust(new float[] {3, 3, 3}).fraction(3), 1e-6);
  }

  @Test
  void coloursGrowBrighter() {
    for (ColourMap map : ColourMap.values()) {
      double before = -1;
      for (int i = 0; i <= 100; i++) {
        int rgb = map.rgb(i / 100.0);
        double light =
            0.2126 * (rgb >> 16 & 0xff) + 0.7152 * (rgb >> 8 & 0xff) + 0.0722 * (rgb & 0xff);
        assertTrue(light >= before - 1, map + " at " + i);
        before = light;
      }
    }
  }
}
