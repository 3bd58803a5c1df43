package dev.fringe.storage.image;

/** What a pixel's value is measured in, spelled as the FITS standard spells units. */
public enum ImageUnit {
  /** Dirty, residual and restored images. */
  JY_PER_BEAM("Jy/beam"),
  /** Models. */
  JY_PER_PIXEL("Jy/pixel"),
  /** The PSF, the primary beam. */
  NONE("");

  private final String fits;

  ImageUnit(String fits) {
    this.fits = fits;
  }

  /** The value of BUNIT. */
  public String fits() {
    return fits;
  }
}
