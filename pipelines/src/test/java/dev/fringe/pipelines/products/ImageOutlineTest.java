package dev.fringe.pipelines.products;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.sky.SkyPosition;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageOutlineTest {

  private static final SkyPosition CENTRE = SkyPosition.ofDegrees(350, 0);

  /** As seen on the sky, with the east to the left: positive if counter-clockwise. */
  private static double signedArea(List<SkyPosition> polygon) {
    double area = 0;
    for (int i = 0; i < polygon.size(); i++) {
      SkyPosition a = polygon.get(i);
      SkyPosition b = polygon.get((i + 1) % polygon.size());
      double x0 =
          -Math.IEEEremainder(
              a.rightAscensionRadians() - CENTRE.rightAscensionRadians(), 2 * Math.PI);
      double x1 =
          -Math.IEEEremainder(
              b.rightAscensionRadians() - CENTRE.rightAscensionRadians(), 2 * Math.PI);
      area += (x0 * b.declinationRadians() - x1 * a.declinationRadians()) / 2;
    }
    return area;
  }

  @Test
  void aSmallImageHasFourCornersAtTheOuterEdgesOfItsPixels() {
    double cell = Math.toRadians(1 / 3600.0);
    List<SkyPosition> outline = ImageOutline.of(ImageGeometry.centred(101, 51, cell), CENTRE, 2000);

    assertEquals(4, outline.size());
    assertEquals(101 * 51 * cell * cell, signedArea(outline), 1e-6 * 101 * 51 * cell * cell);
    SkyPosition northEast = outline.getFirst();
    assertEquals(350 + 50.5 / 3600, Math.toDegrees(northEast.rightAscensionRadians()), 1e-9);
    assertEquals(25.5 / 3600, Math.toDegrees(northEast.declinationRadians()), 1e-9);
  }

  @Test
  void theEdgesOfAWideImageAreFollowed() {
    double cell = Math.toRadians(1 / 60.0);
    ImageGeometry geometry = ImageGeometry.centred(1200, 1200, cell);
    List<SkyPosition> outline = ImageOutline.of(geometry, CENTRE, 2000);

    assertTrue(outline.size() >= 4 * 20, outline.size() + " points");
    double cosines = 0;
    for (SkyPosition point : outline) {
      cosines = Math.max(cosines, Math.abs(Math.sin(point.declinationRadians())));
    }
    assertEquals(600 * cell, cosines, cell);
  }

  @Test
  void whatCannotBeBroughtToIcrsHasNoOutline() {
    assertEquals(List.of(), ImageOutline.of(ImageGeometry.centred(8, 8, 1e-5), CENTRE, 1975));
  }
}
