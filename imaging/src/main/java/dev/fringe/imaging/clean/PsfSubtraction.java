package dev.fringe.imaging.clean;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.convolution.FftConvolution;
import dev.fringe.imaging.parallel.Workers;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Subtracts many components, each times the whole PSF, from an image. */
final class PsfSubtraction {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** From about this many components on, two Fourier transforms are faster than as many passes. */
  private static final int WORTH_FFT = 100;

  private PsfSubtraction() {}

  static void subtract(
      float[] residual,
      float[] psf,
      ImageGeometry geometry,
      CleanComponents components,
      Workers workers) {
    boolean direct =
        components.size() <= WORTH_FFT
            || FftConvolution.bytes(geometry) > Runtime.getRuntime().maxMemory() / 4;
    if (direct) {
      workers.forEach(
          geometry.height(), y -> subtractFromRow(y, residual, psf, geometry, components));
    } else {
      FftConvolution.of(geometry, workers)
          .addTo(residual, components.toImage(residual.length), psf, -1);
    }
  }

  private static void subtractFromRow(
      int y, float[] residual, float[] psf, ImageGeometry geometry, CleanComponents components) {
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
      multiplyAdd(
          residual,
          y * width + from,
          psf,
          psfRow * width + from + shift,
          to - from,
          -components.fluxJy(i));
    }
  }

  private static void multiplyAdd(
      float[] to, int toStart, float[] from, int fromStart, int length, float factor) {
    int i = 0;
    for (int end = SPECIES.loopBound(length); i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, from, fromStart + i)
          .fma(
              FloatVector.broadcast(SPECIES, factor),
              FloatVector.fromArray(SPECIES, to, toStart + i))
          .intoArray(to, toStart + i);
    }
    for (; i < length; i++) {
      to[toStart + i] += factor * from[fromStart + i];
    }
  }
}
