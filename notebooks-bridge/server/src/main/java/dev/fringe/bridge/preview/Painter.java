package dev.fringe.bridge.preview;

import dev.fringe.imaging.picture.Stretch;
import dev.fringe.storage.image.ImageFitsReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Paints a plane of an image. */
final class Painter {

  private static final int BLANK = 0x80808080;

  private Painter() {}

  /** A PNG, north up, transparent grey where there is no pixel. */
  static byte[] paint(ImageFitsReader image, PreviewRequest request) throws IOException {
    ReducedPlane plane = ReducedPlane.read(image, request.plane(), request.size());
    Stretch stretch = stretch(plane, request.stretch());
    BufferedImage picture =
        new BufferedImage(plane.width(), plane.height(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < plane.height(); y++) {
      for (int x = 0; x < plane.width(); x++) {
        int at = (plane.height() - 1 - y) * plane.width() + x;
        float mean = plane.means()[at];
        picture.setRGB(
            x,
            y,
            Float.isNaN(mean)
                ? BLANK
                : 0xff000000
                    | request
                        .colours()
                        .rgb(stretch.fraction(stretch.shown(mean, plane.largest()[at]))));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture, "png", out);
    }
    return bytes.toByteArray();
  }

  private static Stretch stretch(ReducedPlane plane, PreviewRequest.Kind kind) {
    // The brightest pixels are seldom in the sample.
    float[] pixels = Arrays.copyOf(plane.sample(), plane.sample().length + plane.largest().length);
    System.arraycopy(plane.largest(), 0, pixels, plane.sample().length, plane.largest().length);
    Stretch robust = Stretch.robust(pixels);
    return switch (kind) {
      case ASINH -> robust;
      case LINEAR -> Stretch.linear(robust.low(), robust.high());
      case NOISE ->
          Stretch.linear(
              robust.low(), Math.min(robust.high(), robust.low() + 4 * robust.softness()));
    };
  }
}
