package dev.fringe.storage.fits.hdu;

import dev.fringe.storage.BadDataException;
import java.util.OptionalLong;

/**
 * From stored to physical values: {@code scale · stored + zero}.
 *
 * @param scale BSCALE or PSCALn, not 0
 * @param zero BZERO or PZEROn
 * @param blank the stored integer that stands for no value, if there is one
 */
public record Scaling(double scale, double zero, OptionalLong blank) {
  public static final Scaling IDENTITY = new Scaling(1, 0, OptionalLong.empty());

  /** BSCALE, BZERO and BLANK of a header; 1, 0 and none where missing. */
  public static Scaling ofData(FitsHeader header) throws BadDataException {
    OptionalLong blank =
        header.has("BLANK") && header.number("BITPIX").orElse(0) > 0
            ? OptionalLong.of(header.integer("BLANK", 0))
            : OptionalLong.empty();
    return new Scaling(
        scale(header, "BSCALE", "every value would be the same"), header.number("BZERO", 0), blank);
  }

  /** PSCALn and PZEROn of a header; 1 and 0 where missing. */
  public static Scaling ofParameter(FitsHeader header, int parameter) throws BadDataException {
    return new Scaling(
        scale(
            header,
            "PSCAL" + parameter,
            "every " + header.textOrEmpty("PTYPE" + parameter) + " would be the same"),
        header.number("PZERO" + parameter, 0),
        OptionalLong.empty());
  }

  private static double scale(FitsHeader header, String key, String why) throws BadDataException {
    double scale = header.number(key, 1);
    if (scale == 0) {
      throw header.bad(key, why + "; 1 is usual");
    }
    return scale;
  }

  /** The physical value. */
  public double apply(double stored) {
    return scale * stored + zero;
  }

  boolean isBlank(long stored) {
    return blank.isPresent() && blank.getAsLong() == stored;
  }

  boolean isIdentity() {
    return scale == 1 && zero == 0;
  }
}
