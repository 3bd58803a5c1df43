package dev.fringe.storage.fits.hdu;

import java.util.Locale;
import java.util.Optional;

/**
 * One 80-character card of a header, as found.
 *
 * @param key the keyword, upper case; empty where the card has none
 * @param value its value as text, without quotes or comment; empty where the card has none
 * @param quoted whether the value was a quoted string
 * @param image the card's characters
 */
record FitsCard(String key, Optional<String> value, boolean quoted, String image) {
  private static final int KEY_LENGTH = 8;

  /** Reads a card leniently: real files hold many that the standard would not allow. */
  static FitsCard parse(String image) {
    String key =
        image.substring(0, Math.min(KEY_LENGTH, image.length())).strip().toUpperCase(Locale.ROOT);
    boolean hasValue = image.length() > KEY_LENGTH && image.charAt(KEY_LENGTH) == '=';
    if (!hasValue || key.isEmpty()) {
      return new FitsCard(key, Optional.empty(), false, image);
    }
    String field = image.substring(KEY_LENGTH + 1).strip();
    if (field.startsWith("'")) {
      return new FitsCard(key, Optional.of(unquote(field)), true, image);
    }
    int comment = field.indexOf('/');
    String bare = (comment < 0 ? field : field.substring(0, comment)).strip();
    return new FitsCard(key, bare.isEmpty() ? Optional.empty() : Optional.of(bare), false, image);
  }

  private static String unquote(String field) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < field.length(); i++) {
      if (field.charAt(i) == '\'') {
        boolean doubled = i + 1 < field.length() && field.charAt(i + 1) == '\'';
        if (!doubled) {
          break;
        }
        i++;
      }
      text.append(field.charAt(i));
    }
    return text.toString().stripTrailing();
  }
}
