package dev.fringe.pipelines.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.sky.SkyPosition;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePictureTest {

  private static final double ARCSECOND = Math.toRadians(1.0 / 3600);

  /** Where the plot begins in the sheet, and a little within it. */
  private static final int LEFT = 118;

  private static final int TOP = 78;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {64, 500, 1024, 3000})
  void aPointSourceLightsUpWhereItStands(int size) {
    ImageGeometry geometry = ImageGeometry.centred(size, size, ARCSECOND);
    float[] pixels = noise(size * size);
    int x = size / 4;
    int y = size - size / 8;
    pixels[y * size + x] = 100;

    BufferedImage picture = ImagePicture.of(pixels, geometry).render();

    double factor = plotPixels(size) / (double) size;
    double column = LEFT + (x + 0.5) * factor;
    double row = TOP + (size - y - 0.5) * factor;
    int[] brightest = brightest(picture, plotPixels(size));
    assertEquals(column, brightest[0], Math.max(1, factor));
    assertEquals(row, brightest[1], Math.max(1, factor));
  }

  @Test
  void northIsUpAndEastIsLeft() {
    ImageGeometry geometry = ImageGeometry.centred(64, 64, ARCSECOND);
    float[] pixels = new float[64 * 64];
    int x = (int) Math.round(geometry.x(20 * ARCSECOND));
    int y = (int) Math.round(geometry.y(20 * ARCSECOND));
    pixels[y * 64 + x] = 1;

    int[] brightest = brightest(ImagePicture.of(pixels, geometry).render(), 960);

    assertTrue(brightest[0] < LEFT + 480 && brightest[1] < TOP + 480, "north-east is top left");
  }

  @Test
  void aPictureOfAnyImageIsOfBoundedSize() {
    for (int[] size : new int[][] {{1, 1}, {7, 3000}, {5000, 2000}}) {
      ImageGeometry geometry = ImageGeometry.centred(size[0], size[1], ARCSECOND);
      BufferedImage picture = ImagePicture.of(new float[geometry.pixels()], geometry).render();
      assertTrue(picture.getWidth() < 1500 && picture.getHeight() < 1500);
    }
  }

  @Test
  void blankPixelsAreGreyAndDoNotSpoilTheStretch() {
    ImageGeometry geometry = ImageGeometry.centred(64, 64, ARCSECOND);
    float[] pixels = noise(64 * 64);
    pixels[63 * 64] = Float.NaN;

    BufferedImage picture = ImagePicture.of(pixels, geometry).render();

    assertEquals(Figure.NO_DATA.getRGB(), picture.getRGB(LEFT + 3, TOP + 3));
    ImagePicture.of(filled(64 * 64, Float.NaN), geometry).render();
  }

  @Test
  void theBeamTurnsFromNorthThroughEast() {
    ImageGeometry geometry = ImageGeometry.centred(240, 240, ARCSECOND);
    BufferedImage picture =
        ImagePicture.of(new float[240 * 240], geometry)
            .withBeam(40 * ARCSECOND, 4 * ARCSECOND, Math.toRadians(45))
            .render();

    // A box of 160 + 14 pixels, 12 from the corner; 45° east of north points to its top left.
    int middleX = LEFT + 12 + 87;
    int middleY = TOP + 960 - 12 - 87;
    assertTrue(light(picture.getRGB(middleX - 40, middleY - 40)) > 500, "north-east is the beam");
    assertTrue(light(picture.getRGB(middleX + 40, middleY - 40)) < 300, "north-west is not");
  }

  @Test
  void theFileIsThePictureAndNothingIsLeftBeside() throws Exception {
    ImageGeometry geometry = ImageGeometry.centred(32, 32, 2e-6 * ARCSECOND);
    Path file = folder.resolve("deep/er.png");

    ImagePicture.of(noise(32 * 32), geometry)
        .around(SkyPosition.ofDegrees(187.7, 12.4))
        .titled("M87")
        .inUnit("Jy/beam")
        .withMarkers(List.of(new ImagePicture.Marker(0, 0, "1")))
        .writeTo(file);

    assertEquals(960 + LEFT + 128, ImageIO.read(file.toFile()).getWidth());
    try (var files = Files.list(file.getParent())) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void anImageOfAnotherSizeIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ImagePicture.of(new float[10], ImageGeometry.centred(4, 4, ARCSECOND)));
  }

  private static int plotPixels(int size) {
    return switch (size) {
      case 64 -> 960;
      case 500 -> 500;
      case 1024 -> 1024;
      case 3000 -> 750;
      default -> throw new IllegalArgumentException();
    };
  }

  private static int[] brightest(BufferedImage picture, int plot) {
    int most = -1;
    int[] place = new int[2];
    for (int row = TOP + 4; row < TOP + plot - 4; row++) {
      for (int column = LEFT + 4; column < LEFT + plot - 4; column++) {
        int light = light(picture.getRGB(column, row));
        if (light > most) {
          most = light;
          place = new int[] {column, row};
        }
      }
    }
    return place;
  }

  private static int light(int rgb) {
    return (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
  }

  private static float[] noise(int pixels) {
    Random random = new Random(1);
    float[] noise = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }

  private static float[] filled(int pixels, float value) {
    float[] all = new float[pixels];
    java.util.Arrays.fill(all, value);
    return all;
  }
}
