package dev.fringe.storage.uvfits;

import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.fits.hdu.FitsDate;
import dev.fringe.storage.fits.hdu.HduSum;
import dev.fringe.storage.fits.hdu.HeaderBuilder;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import java.time.Instant;
import java.util.List;

/** The primary header of a UVFITS file to be written. */
final class UvfitsHeader {
  private static final double JULIAN_DAY_OF_MJD_0 = 2_400_000.5;

  private UvfitsHeader() {}

  static HeaderBuilder of(
      Observation observation,
      List<Correlation> products,
      GroupWriting writing,
      String software,
      String history) {
    HeaderBuilder cards = new HeaderBuilder();
    SpectralWindow window = observation.windows().getFirst();
    cards
        .flag("SIMPLE", true, "conforms to the FITS standard")
        .integer("BITPIX", -32, "single-precision numbers")
        .integer("NAXIS", 7, "")
        .integer("NAXIS1", 0, "random groups, not an image")
        .integer("NAXIS2", 3, "")
        .integer("NAXIS3", products.size(), "")
        .integer("NAXIS4", window.channels(), "")
        .integer("NAXIS5", observation.windows().size(), "")
        .integer("NAXIS6", 1, "")
        .integer("NAXIS7", 1, "")
        .flag("EXTEND", true, "tables follow")
        .flag("GROUPS", true, "")
        .integer("PCOUNT", writing.parameters().size(), "parameters of a group")
        .integer("GCOUNT", 0, "groups")
        .number("BSCALE", 1, "")
        .number("BZERO", 0, "")
        .text("BUNIT", "JY", "");
    int code = products.getFirst().fitsCode();
    int step = products.size() > 1 ? products.get(1).fitsCode() - code : -1;
    axis(cards, 2, "COMPLEX", 1, 1, "real, imaginary, weight");
    axis(cards, 3, "STOKES", code, step, products.toString());
    axis(cards, 4, "FREQ", window.firstChannelHz(), window.channelWidthHz(), "[Hz]");
    axis(cards, 5, "IF", 1, 1, "see the AIPS FQ table");
    double rightAscension = Math.toDegrees(observation.rightAscensionRadians());
    double declination = Math.toDegrees(observation.declinationRadians());
    axis(cards, 6, "RA", rightAscension, 1, "[deg] phase centre");
    axis(cards, 7, "DEC", declination, 1, "[deg] phase centre");
    parameters(cards, writing);
    cards
        .text("OBJECT", observation.object(), "")
        .text("TELESCOP", observation.telescope(), "")
        .text("INSTRUME", observation.instrument(), "")
        .text("OBSERVER", observation.observer(), "");
    if (Double.isFinite(observation.startMjd())) {
      cards.text("DATE-OBS", FitsDate.timestamp(observation.startMjd()), "");
    }
    cards
        .text("DATE", FitsDate.timestamp(Instant.now()), "when this file was made, UTC")
        .text("ORIGIN", software, "")
        .text("SPECSYS", "TOPOCENT", "")
        .number("EQUINOX", observation.equinox(), "")
        .number("EPOCH", observation.equinox(), "")
        .number("OBSRA", rightAscension, "[deg]")
        .number("OBSDEC", declination, "[deg]");
    HduSum.reserve(cards);
    return cards.history(history);
  }

  private static void parameters(HeaderBuilder cards, GroupWriting writing) {
    boolean first = true;
    int number = 1;
    for (String parameter : writing.parameters()) {
      boolean day = first && parameter.equals("DATE");
      first &= !day;
      cards
          .text("PTYPE" + number, parameter, "")
          .number("PSCAL" + number, 1, "")
          .number("PZERO" + number, day ? JULIAN_DAY_OF_MJD_0 + writing.referenceDay() : 0, "");
      number++;
    }
  }

  private static void axis(
      HeaderBuilder cards, int number, String type, double value, double step, String comment) {
    cards
        .text("CTYPE" + number, type, comment)
        .number("CRVAL" + number, value, "")
        .number("CDELT" + number, step, "")
        .number("CRPIX" + number, 1, "")
        .number("CROTA" + number, 0, "");
  }
}
