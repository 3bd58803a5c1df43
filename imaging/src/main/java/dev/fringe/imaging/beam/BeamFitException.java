package dev.fringe.imaging.beam;

/** No elliptical Gaussian describes the main lobe of a PSF; the message says why. */
public final class BeamFitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BeamFitException(String message) {
    super(message);
  }
}
