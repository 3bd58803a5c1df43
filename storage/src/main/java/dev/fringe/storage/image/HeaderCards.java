package dev.fringe.storage.image;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.storage.fits.hdu.FitsDate;
import dev.fringe.storage.fits.hdu.HduSum;
import dev.fringe.storage.fits.hdu.HeaderBuilder;
import java.util.TreeMap;

/**
 * The cards of an image's header (FITS standard 4.0; Calabretta and Greisen 2002, section 5.1.5).
 */
final class HeaderCards {
  static final String BEGIN_WORKFLOW = "--- workflow ---";
  static final String END_WORKFLOW = "--- end of workflow ---";

  private HeaderCards() {}

  static HeaderBuilder of(ImageHeader header) {
    HeaderBuilder cards = new HeaderBuilder();
    structure(cards, header);
    coordinates(cards, header);
    observation(cards, header);
    new TreeMap<>(header.extra()).forEach((key, value) -> cards.number(key, value, ""));
    HduSum.reserve(cards);
    cards.history("Made by " + header.software());
    if (!header.workflow().isBlank()) {
      cards.history(BEGIN_WORKFLOW);
      cards.history(header.workflow());
      cards.history(END_WORKFLOW);
    }
    return cards;
  }

  private static void structure(HeaderBuilder cards, ImageHeader header) {
    cards
        .flag("SIMPLE", true, "conforms to the FITS standard")
        .integer("BITPIX", -32, "single-precision numbers")
        .integer("NAXIS", 4, "RA, Dec, frequency, Stokes")
        .integer("NAXIS1", header.geometry().width(), "")
        .integer("NAXIS2", header.geometry().height(), "")
        .integer("NAXIS3", header.frequencies(), "")
        .integer("NAXIS4", header.stokes().size(), "")
        .number("BSCALE", 1, "")
        .number("BZERO", 0, "");
    if (header.unit() != ImageUnit.NONE) {
      cards.text("BUNIT", header.unit().fits(), "unit of the pixels");
    }
    cards.text("BTYPE", header.quantity(), "what the pixels hold");
    header
        .beam()
        .ifPresent(
            beam ->
                cards
                    .number("BMAJ", Math.toDegrees(beam.majorRadians()), "[deg] beam, major FWHM")
                    .number("BMIN", Math.toDegrees(beam.minorRadians()), "[deg] beam, minor FWHM")
                    .number(
                        "BPA",
                        Math.toDegrees(beam.positionAngleRadians()),
                        "[deg] beam, position angle N through E"));
  }

  private static void coordinates(HeaderBuilder cards, ImageHeader header) {
    ImageGeometry geometry = header.geometry();
    double rightAscension = Math.toDegrees(header.rightAscensionRadians()) % 360;
    axis(
        cards,
        1,
        "RA---SIN",
        rightAscension < 0 ? rightAscension + 360 : rightAscension,
        geometry.x(0) + 1,
        -Math.toDegrees(geometry.cellLRadians()),
        "deg");
    axis(
        cards,
        2,
        "DEC--SIN",
        Math.toDegrees(header.declinationRadians()),
        geometry.y(0) + 1,
        Math.toDegrees(geometry.cellMRadians()),
        "deg");
    axis(cards, 3, "FREQ", header.frequencyHz(), 1, header.frequencyWidthHz(), "Hz");
    int code = header.stokes().getFirst().fitsCode();
    int step = header.stokes().size() > 1 ? header.stokes().get(1).fitsCode() - code : 1;
    axis(cards, 4, "STOKES", code, 1, step, "");
    cards
        .number("LONPOLE", 180, "[deg]")
        .number("LATPOLE", Math.toDegrees(header.declinationRadians()), "[deg]")
        .text("RADESYS", header.equinox() < 1984 ? "FK4" : "FK5", "")
        .number("EQUINOX", header.equinox(), "[yr]")
        .text("SPECSYS", "TOPOCENT", "frequencies as the telescope saw them")
        .number("RESTFRQ", header.frequencyHz(), "[Hz]");
  }

  private static void axis(
      HeaderBuilder cards,
      int number,
      String type,
      double value,
      double pixel,
      double step,
      String unit) {
    cards
        .text("CTYPE" + number, type, "")
        .number("CRVAL" + number, value, "")
        .number("CRPIX" + number, pixel, "")
        .number("CDELT" + number, step, "");
    if (!unit.isEmpty()) {
      cards.text("CUNIT" + number, unit, "");
    }
  }

  private static void observation(HeaderBuilder cards, ImageHeader header) {
    ImageHeader.Observed observed = header.observed();
    text(cards, "OBJECT", observed.object());
    text(cards, "TELESCOP", observed.telescope());
    text(cards, "INSTRUME", observed.instrument());
    text(cards, "OBSERVER", observed.observer());
    cards.text("TIMESYS", "UTC", "");
    if (Double.isFinite(observed.startMjd())) {
      cards.text("DATE-OBS", FitsDate.timestamp(observed.startMjd()), "start of the observation");
      cards.number("MJD-OBS", observed.startMjd(), "[d] the same");
    }
    cards.text("DATE", FitsDate.timestamp(header.written()), "when this file was made, UTC");
    cards.text("ORIGIN", header.software(), "");
  }

  private static void text(HeaderBuilder cards, String key, String value) {
    if (!value.isBlank()) {
      cards.text(key, value.strip(), "");
    }
  }
}
