package dev.fringe.pipelines.products;

import dev.fringe.storage.lake.Did;
import java.util.Arrays;
import java.util.Optional;

/** The files that a run makes, and what the data lake is told of each in ObsCore's terms. */
public enum ProductKind {
  DIRTY("dirty.fits", "image/fits", "image", "dirty", "Dirty image"),
  PSF("psf.fits", "image/fits", "image", "psf", "Point-spread function"),
  MODEL("model.fits", "image/fits", "image", "model", "Model of clean components"),
  RESIDUAL("residual.fits", "image/fits", "image", "residual", "Residual image"),
  IMAGE("image.fits", "image/fits", "image", "restored", "Restored image"),
  PREVIEW("image.png", "image/png", "image", "preview", "Picture of the image"),
  SOURCES("sources.csv", "text/csv", "measurements", "sources", "List of sources"),
  GAINS("gains.csv", "text/csv", "", "gains", "Gains of the antennas"),
  SUMMARY("summary.json", "application/json", "", "summary", "Summary of the run"),
  DATA_PRODUCT(
      "ska-data-product.yaml", "application/yaml", "", "ska-data-product", "SKA data product"),
  PROVENANCE("provenance.json", "application/json", "", "provenance", "Provenance (PROV-JSON)");

  private final String suffix;
  private final String format;
  private final String type;
  private final String subtype;
  private final String title;

  ProductKind(String suffix, String format, String type, String subtype, String title) {
    this.suffix = suffix;
    this.format = format;
    this.type = type;
    this.subtype = subtype;
    this.title = title;
  }

  /** The file's name among the products of a run of this name. */
  public String fileName(String run) {
    // Who looks for SKA data products knows them by this file's name.
    return this == DATA_PRODUCT ? suffix : run + "-" + suffix;
  }

  /**
   * The file's name in the lake. The dataset's name makes it unique in the scope; it has no folder,
   * since Rucio's own client cannot download a file whose name has one.
   */
  public Did did(Did dataset) {
    return Did.of(dataset.scope(), dataset.name() + "-" + suffix);
  }

  /** What a run of this name calls a file so; empty if nothing. */
  public static Optional<ProductKind> ofFile(String run, String file) {
    return Arrays.stream(values()).filter(kind -> kind.fileName(run).equals(file)).findFirst();
  }

  /** What a dataset holds under this name; empty if nothing. */
  public static Optional<ProductKind> ofDid(Did dataset, Did file) {
    return Arrays.stream(values()).filter(kind -> kind.did(dataset).equals(file)).findFirst();
  }

  /** Media type. */
  public String format() {
    return format;
  }

  /** ObsCore's dataproduct_type; empty for what is none of its kinds. */
  public String type() {
    return type;
  }

  public String subtype() {
    return subtype;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** Pixels on the sky, or a picture of them. */
  public boolean isImage() {
    return type.equals("image");
  }

  /** ObsCore: what was measured on enhanced products is of level 4, these are of level 3. */
  int calibrationLevel() {
    return this == SOURCES ? 4 : 3;
  }

  /** UCD1+ of its values; empty where they have none. */
  String ucd() {
    return switch (this) {
      case DIRTY, MODEL, RESIDUAL, IMAGE, PREVIEW, SOURCES -> "phot.flux.density;em.radio";
      case PSF -> "instr.det.psf";
      case GAINS, SUMMARY, DATA_PRODUCT, PROVENANCE -> "";
    };
  }

  /** Unit of its values in the form of VOUnits; empty where they have none. */
  String unit() {
    return switch (this) {
      case DIRTY, RESIDUAL, IMAGE, PREVIEW -> "Jy/beam";
      case MODEL -> "Jy/pixel";
      case SOURCES -> "Jy";
      case PSF, GAINS, SUMMARY, DATA_PRODUCT, PROVENANCE -> "";
    };
  }
}
