package dev.fringe.imaging.weighting;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.visibility.SampleBlock;
import java.io.Serializable;

/**
 * Turns statistical weights w into imaging weights W, in place.
 *
 * <p>With D the sum of w in a sample's cell of the uv plane: natural W = w, uniform W = w / D,
 * Briggs W = w / (1 + D S²) with S² = (5 · 10^-robust)² / (Σ D² / Σ w) over all cells (Briggs 1995,
 * section 3.3; the same in AIPS, CASA and WSClean). A taper multiplies. Samples finer than the
 * pixels can show get no weight, whatever the scheme.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class ImageWeighting implements Serializable {

  private static final long serialVersionUID = 1L;

  private final UvCells grid;
  private final int halfColumns;
  private final int rows;
  private final float[] cells;
  private final boolean dense;
  private final float constant;
  private final float slope;
  private final Taper taper;
  private final boolean tapered;

  private ImageWeighting(WeightingParameters parameters, WeightDensity density) {
    this.grid = density.grid();
    this.halfColumns = density.halfColumns();
    this.rows = density.rows();
    this.cells = density.cells();
    this.dense = parameters.scheme().needsDensity();
    switch (parameters.scheme()) {
      case WeightingScheme.Natural() -> {
        this.constant = 1;
        this.slope = 0;
      }
      case WeightingScheme.Uniform() -> {
        this.constant = 0;
        this.slope = 1;
      }
      case WeightingScheme.Briggs(double robust) -> {
        double numerator = 5 * Math.pow(10, -robust);
        double mean = density.meanCellWeight();
        this.constant = 1;
        this.slope = mean > 0 ? (float) (numerator * numerator / mean) : 0;
      }
    }
    this.tapered = parameters.taperFwhmRadians() > 0;
    this.taper = Taper.ofFwhm(parameters.taperFwhmRadians());
  }

  /** The cells of {@code density} are wrapped without copying: add nothing to it afterwards. */
  public static ImageWeighting of(WeightingParameters parameters, WeightDensity density) {
    return new ImageWeighting(parameters, density);
  }

  /** For parameters whose scheme needs no density. */
  public static ImageWeighting withoutDensity(
      WeightingParameters parameters, ImageGeometry geometry) {
    if (parameters.scheme().needsDensity()) {
      throw new IllegalArgumentException(parameters.scheme() + " needs the density of the samples");
    }
    return new ImageWeighting(parameters, WeightDensity.empty(geometry));
  }

  /**
   * Replaces the statistical weights of a block by imaging weights; flagged samples get 0.
   *
   * @return what that did, to be added up over all blocks
   */
  public WeightStatistics apply(SampleBlock block) {
    double[] frequencies = block.frequenciesHz();
    int channels = frequencies.length;
    float[] weight = block.weight();
    long samples = 0;
    long beyond = 0;
    double statistical = 0;
    double imaging = 0;
    double imagingSquared = 0;
    double noiseSquared = 0;
    for (int row = 0; row < block.rows(); row++) {
      double uMetres = block.uMetres()[row];
      double vMetres = block.vMetres()[row];
      double u = Math.abs(grid.uCellsPerHz(uMetres));
      double v = Math.abs(grid.vCellsPerHz(vMetres));
      boolean west = (uMetres < 0) != (vMetres < 0);
      double squaredPerHz =
          (uMetres * uMetres + vMetres * vMetres)
              / (SampleBlock.SPEED_OF_LIGHT * SampleBlock.SPEED_OF_LIGHT);
      for (int channel = 0, at = row * channels; channel < channels; channel++, at++) {
        float w = weight[at];
        if (!(w > 0)) {
          weight[at] = 0;
          continue;
        }
        double frequency = frequencies[channel];
        int column = UvCells.nearest(u * frequency);
        int line = UvCells.nearest(v * frequency);
        if (column > grid.limitU() || line > grid.limitV()) {
          weight[at] = 0;
          beyond++;
          continue;
        }
        float result = w;
        if (dense) {
          int signed = west && line > 0 ? -column : column;
          result = w / (constant + slope * density(line, signed, w));
        }
        if (tapered) {
          result *= taper.at(squaredPerHz * frequency * frequency);
        }
        weight[at] = result;
        samples++;
        statistical += w;
        imaging += result;
        double squared = (double) result * result;
        imagingSquared += squared;
        noiseSquared += squared / w;
      }
    }
    long flagged = (long) block.rows() * channels - samples - beyond;
    return new WeightStatistics(
        samples, flagged, beyond, statistical, imaging, imagingSquared, noiseSquared);
  }

  /** A cell holds at least the sample that asks, even where rounding put it next door before. */
  private float density(int line, int column, float own) {
    if (line >= rows || Math.abs(column) > halfColumns) {
      return own;
    }
    return Math.max(own, cells[line * (2 * halfColumns + 1) + halfColumns + column]);
  }
}
