package dev.fringe.imaging.beam;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.convolution.FftConvolution;
import dev.fringe.imaging.parallel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the restored image: the model, seen through the restoring beam, plus the residual. */
public final class Restorer {

  /** Below this share of its peak, the beam does not show in a float. */
  private static final double NEGLIGIBLE = 1e-8;

  /** From about this many additions to each pixel on, two Fourier transforms are faster. */
  private static final long WORTH_FFT = 300;

  private Restorer() {}

  /**
   * @param model in Jy / pixel
   * @param residual in Jy / beam
   * @param beam of restoring; both axes above 0
   * @return model ⊗ beam + residual, a new array, in Jy / beam
   */
  public static float[] restore(
      float[] model,
      float[] residual,
      ImageGeometry geometry,
      EllipticalGaussian beam,
      Workers workers) {
    float[] image = convolve(model, geometry, beam, workers);
    for (int i = 0; i < image.length; i++) {
      image[i] += residual[i];
    }
    return image;
  }

  /** The model seen through the beam, a new array, in Jy / beam. */
  public static float[] convolve(
      float[] model, ImageGeometry geometry, EllipticalGaussian beam, Workers workers) {
    Stamp stamp = stamp(geometry, beam);
    List<int[]> rows = new ArrayList<>();
    long additions = 0;
    for (int y = 0; y < geometry.height(); y++) {
      int[] columns = columnsWithFlux(model, y, geometry.width());
      rows.add(columns);
      additions += (long) columns.length * stamp.values().length;
    }
    float[] image = new float[geometry.pixels()];
    if (additions / geometry.pixels() > WORTH_FFT
        && FftConvolution.bytes(geometry) < Runtime.getRuntime().maxMemory() / 4) {
      FftConvolution.of(geometry, workers).addTo(image, model, stamp.toImage(geometry), 1);
    } else {
      workers.forEach(geometry.height(), y -> addToRow(image, y, model, geometry, stamp, rows));
    }
    return image;
  }

  private static int[] columnsWithFlux(float[] model, int y, int width) {
    int[] columns = new int[16];
    int size = 0;
    for (int x = 0; x < width; x++) {
      if (model[y * width + x] != 0) {
        if (size == columns.length) {
          columns = Arrays.copyOf(columns, 2 * size);
        }
        columns[size++] = x;
      }
    }
    return Arrays.copyOf(columns, size);
  }

  private static void addToRow(
      float[] image,
      int y,
      float[] model,
      ImageGeometry geometry,
      Stamp stamp,
      List<int[]> columnsWithFlux) {
    int width = geometry.width();
    int first = Math.max(0, y - stamp.halfHeight());
    int last = Math.min(geometry.height() - 1, y + stamp.halfHeight());
    for (int sourceRow = first; sourceRow <= last; sourceRow++) {
      int stampRow = (y - sourceRow + stamp.halfHeight()) * stamp.stride();
      for (int sourceColumn : columnsWithFlux.get(sourceRow)) {
        float flux = model[sourceRow * width + sourceColumn];
        int left = Math.max(0, sourceColumn - stamp.halfWidth());
        int right = Math.min(width, sourceColumn + stamp.halfWidth() + 1);
        int from = stampRow + stamp.halfWidth() - sourceColumn;
        for (int x = left; x < right; x++) {
          image[y * width + x] += flux * stamp.values()[from + x];
        }
      }
    }
  }

  /** The beam on a pixel's centre and all around it as far as it matters. */
  private record Stamp(int halfWidth, int halfHeight, float[] values) {
    int stride() {
      return 2 * halfWidth + 1;
    }

    /** The beam around pixel (width / 2, height / 2). */
    float[] toImage(ImageGeometry geometry) {
      float[] image = new float[geometry.pixels()];
      for (int row = 0; row <= 2 * halfHeight; row++) {
        int y = geometry.height() / 2 - halfHeight + row;
        for (int column = 0; column < stride(); column++) {
          int x = geometry.width() / 2 - halfWidth + column;
          if (x >= 0 && x < geometry.width() && y >= 0 && y < geometry.height()) {
            image[y * geometry.width() + x] = values[row * stride() + column];
          }
        }
      }
      return image;
    }
  }

  private static Stamp stamp(ImageGeometry geometry, EllipticalGaussian beam) {
    double[] form = beam.quadraticForm();
    double determinant = form[0] * form[2] - form[1] * form[1];
    double depth = -Math.log(NEGLIGIBLE);
    double farL = Math.sqrt(depth * form[2] / determinant);
    double farM = Math.sqrt(depth * form[0] / determinant);
    int halfWidth = (int) Math.min(geometry.width(), Math.ceil(farL / geometry.cellLRadians()));
    int halfHeight = (int) Math.min(geometry.height(), Math.ceil(farM / geometry.cellMRadians()));
    int stride = 2 * halfWidth + 1;
    float[] values = new float[stride * (2 * halfHeight + 1)];
    for (int dy = -halfHeight; dy <= halfHeight; dy++) {
      for (int dx = -halfWidth; dx <= halfWidth; dx++) {
        values[(dy + halfHeight) * stride + dx + halfWidth] =
            (float) beam.at(-dx * geometry.cellLRadians(), dy * geometry.cellMRadians());
      }
    }
    return new Stamp(halfWidth, halfHeight, values);
  }
}
