package dev.fringe.bridge.cutout;

import dev.fringe.bridge.catalogue.Interval;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsHeader;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** An axis of frequencies, wavelengths or velocities, asked for by wavelengths in vacuum. */
final class SpectralAxis {

  private static final double LIGHT = 299_792_458;
  private static final Map<String, Double> UNITS =
      Map.ofEntries(
          Map.entry("", 1.0),
          Map.entry("hz", 1.0),
          Map.entry("khz", 1e3),
          Map.entry("mhz", 1e6),
          Map.entry("ghz", 1e9),
          Map.entry("m", 1.0),
          Map.entry("cm", 1e-2),
          Map.entry("mm", 1e-3),
          Map.entry("um", 1e-6),
          Map.entry("nm", 1e-9),
          Map.entry("m/s", 1.0),
          Map.entry("m s-1", 1.0),
          Map.entry("km/s", 1e3),
          Map.entry("km s-1", 1e3));

  private final FitsAxis axis;
  private final DoubleUnaryOperator fromMetres;

  private SpectralAxis(FitsAxis axis, DoubleUnaryOperator fromMetres) {
    this.axis = axis;
    this.fromMetres = fromMetres;
  }

  /** The image's spectral axis, if it has one. */
  static Optional<SpectralAxis> of(FitsImage image) throws BadDataException {
    for (FitsAxis axis : image.axes()) {
      Optional<DoubleUnaryOperator> fromMetres = fromMetres(axis, image.header());
      if (fromMetres.isPresent()) {
        return Optional.of(new SpectralAxis(axis, scaled(fromMetres.get(), axis)));
      }
    }
    return Optional.empty();
  }

  private static Optional<DoubleUnaryOperator> fromMetres(FitsAxis axis, FitsHeader header)
      throws BadDataException {
    return switch (axis.name()) {
      case "FREQ" -> Optional.of(metres -> LIGHT / metres);
      case "WAVE" -> Optional.of(metres -> metres);
      case "VRAD" -> {
        double rest = rest(header);
        yield Optional.of(metres -> LIGHT * (1 - LIGHT / metres / rest));
      }
      case "VOPT" -> {
        double rest = rest(header);
        yield Optional.of(metres -> LIGHT * (metres * rest / LIGHT - 1));
      }
      case "AWAV", "VELO", "FELO", "ZOPT", "BETA", "ENER", "WAVN" ->
          throw new CutoutException(
              "the image's spectral axis is %s: FREQ, WAVE, VRAD and VOPT can be cut by BAND"
                  .formatted(axis.type()));
      default -> Optional.empty();
    };
  }

  private static double rest(FitsHeader header) throws BadDataException {
    double rest = header.number("RESTFRQ", header.number("RESTFREQ", 0));
    if (!(rest > 0)) {
      throw new CutoutException(
          "the image's velocities have no rest frequency: RESTFRQ is missing");
    }
    return rest;
  }

  private static DoubleUnaryOperator scaled(DoubleUnaryOperator fromMetres, FitsAxis axis) {
    Double unit = UNITS.get(axis.unit().toLowerCase(Locale.ROOT));
    if (unit == null || axis.code().matches("[A-Z]2[A-Z]|LOG|TAB|GR[IA]")) {
      throw new CutoutException(
          "the image's spectral axis %s in %s is not linear, or its unit not known: it cannot be cut by BAND"
              .formatted(axis.type(), axis.unit()));
    }
    return metres -> fromMetres.applyAsDouble(metres) / unit;
  }

  FitsAxis axis() {
    return axis;
  }

  /** The channels that have a part in a band. */
  Optional<PixelRange> channels(Interval metres) {
    double one = axis.pixelOf(fromMetres.applyAsDouble(Math.max(0, metres.low())));
    double other = axis.pixelOf(fromMetres.applyAsDouble(metres.high()));
    return metres.high() <= 0
        ? Optional.empty()
        : PixelRange.covering(Math.min(one, other), Math.max(one, other), axis.length());
  }
}
