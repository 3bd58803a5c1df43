package dev.fringe.imaging.clean;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.convolution.FftConvolution;
import dev.fringe.imaging.parallel.Workers;

/** Subtracts many components, each times the whole PSF, from an image. */
final class PsfSubtraction {

  /** From about this many components on, two Fourier transforms are faster than as many passes. */
  private static final int WORTH_FFT = 100;

  private PsfSubtraction() {}

  static void subtract(
      float[] residual,
      float[] psf,
      ImageGeometry geometry,
      CleanComponents components,
      CleanKernel kernel,
      Workers workers) {
    boolean direct =
        components.size() <= WORTH_FFT
            || FftConvolution.bytes(geometry) > Runtime.getRuntime().maxMemory() / 4;
    if (direct) {
      workers.forEach(
          geometry.height(), y -> subtractFromRow(y, residual, psf, geometry, components, kernel));
    } else {
      FftConvolution.of(geometry, workers)
          .addTo(residual, components.toImage(residual.length), psf, -1);
    }
  }

  private static void subtractFromRow(
      int y,
      float[] residual,
      float[] psf,
      ImageGeometry geometry,
      CleanComponents components,
      CleanKernel kernel) {
    int width = geometry.width();
    int height = geometry.height();
    for (int i = 0; i < components.size(); i++) {
      int centreX = components.pixel(i) % width;
      int psfRow = y - components.pixel(i) / width + height / 2;
      if (psfRow < 0 || psfRow >= height) {
        continue;
      }
      int shift = width / 2 - centreX;
      int from = Math.max(0, -shift);
      int to = Math.min(width, width - shift);
      kernel.multiplyAdd(
          residual,
          y * width + from,
          psf,
          psfRow * width + from + shift,
          to - from,
          -components.fluxJy(i));
    }
  }
}
