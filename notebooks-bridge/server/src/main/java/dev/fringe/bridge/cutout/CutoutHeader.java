package dev.fringe.bridge.cutout;

import dev.fringe.storage.fits.hdu.FitsHeader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * The header of a cutout: that of its parent, where lengths and reference pixels are those of the
 * part. What is only true of the whole, its sums and extremes, is left out.
 */
final class CutoutHeader {

  private static final Set<String> OF_THE_WHOLE =
      Set.of("CHECKSUM", "DATASUM", "DATAMIN", "DATAMAX");

  private static final Set<String> OF_EXTENSIONS =
      Set.of("PCOUNT", "GCOUNT", "EXTNAME", "EXTVER", "EXTLEVEL", "INHERIT");

  private CutoutHeader() {}

  static ByteBuffer write(FitsImage image, List<PixelRange> ranges, String what) {
    FitsHeader header = image.header();
    CardText cards = new CardText(header);
    cards.removeKeys(OF_THE_WHOLE::contains);
    if (header.has("XTENSION")) {
      cards.first("SIMPLE  =                    T / conforms to the FITS standard");
      cards.removeKeys(OF_EXTENSIONS::contains);
    }
    boolean hasTables = !image.tables().isEmpty();
    if (hasTables) {
      cards.set("EXTEND", "T", "NAXIS" + image.axes().size());
    }
    for (int i = 0; i < ranges.size(); i++) {
      FitsAxis axis = image.axes().get(i);
      PixelRange range = ranges.get(i);
      cards.set("NAXIS" + axis.number(), Long.toString(range.count()), "NAXIS");
      if (!range.isAll(axis.length())) {
        shift(cards, header, axis, range);
      }
    }
    cards.history("Cutout of " + printable(image.file().description()) + " by Fringe: " + what);
    return cards.toBytes();
  }

  /** Also of alternative coordinates, whose keywords end in a letter. */
  private static void shift(CardText cards, FitsHeader header, FitsAxis axis, PixelRange range) {
    List<String> suffixes = List.of(" ABCDEFGHIJKLMNOPQRSTUVWXYZ".split(""));
    for (String suffix : suffixes) {
      String end = axis.number() + suffix.strip();
      String pixel = "CRPIX" + end;
      boolean isThere =
          suffix.equals(" ")
              || header.has(pixel)
              || header.has("CTYPE" + end)
              || header.has("CRVAL" + end);
      if (!isThere) {
        continue;
      }
      cards.set(pixel, Double.toString(range.shift(header.number(pixel).orElse(0))), "CRVAL" + end);
      if (range.step() != 1) {
        step(cards, header, "CDELT" + end, range.step());
        step(cards, header, "CD" + axis.number() + "_" + end, range.step());
        if (!header.has("CDELT" + end) && !header.has("CD" + axis.number() + "_" + end)) {
          cards.set("CDELT" + end, Long.toString(range.step()), pixel);
        }
      }
    }
  }

  private static void step(CardText cards, FitsHeader header, String key, long step) {
    if (header.has(key)) {
      cards.set(key, Double.toString(header.number(key).orElse(1) * step), key);
    }
  }

  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", ".");
  }
}
