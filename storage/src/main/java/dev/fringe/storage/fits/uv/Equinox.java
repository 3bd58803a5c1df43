package dev.fringe.storage.fits.uv;

import dev.fringe.storage.fits.hdu.FitsHeader;
import java.util.Locale;
import java.util.Optional;

/** The equinox of a file's coordinates: 2000 unless it names one that can be. */
public final class Equinox {
  private static final double DEFAULT = 2000;
  private static final double EARLIEST = 1850;
  private static final double LATEST = 2100;

  private Equinox() {}

  /** EQUINOX or EPOCH, as a number or as J2000 or B1950. */
  public static double of(FitsHeader header) {
    return header
        .text("EQUINOX")
        .flatMap(Equinox::parse)
        .or(() -> header.text("EPOCH").flatMap(Equinox::parse))
        .orElse(DEFAULT);
  }

  /** A year, 2000 where it cannot be one. */
  public static double of(double year) {
    return year >= EARLIEST && year <= LATEST ? year : DEFAULT;
  }

  private static Optional<Double> parse(String text) {
    String digits = text.toUpperCase(Locale.ROOT).replaceFirst("^[JB]", "").replace('D', 'E');
    try {
      double year = Double.parseDouble(digits);
      return year >= EARLIEST && year <= LATEST ? Optional.of(year) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
