package dev.fringe.storage.fits.hdu;

import java.util.List;

/** Headers hold printable ASCII only; anything else is written as in Java: a backslash, u, hex. */
final class AsciiText {
  private AsciiText() {}

  /** Without trailing blanks, which FITS does not keep. */
  static String of(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~') {
        ascii.append(c);
      } else {
        ascii.append("\\u%04x".formatted((int) c));
      }
    }
    return ascii.toString().stripTrailing();
  }

  static List<String> lines(String text) {
    return text.lines().map(AsciiText::of).toList();
  }
}
