package dev.fringe.storage.fits.hdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cards, one after the other, in the fixed format where it suffices; then the padded header. */
public final class HeaderBuilder {
  private static final int LONGEST_TEXT = 68;
  private static final int LONGEST_COMMENTARY = FitsHeader.CARD - 8;

  private final List<String> cards = new ArrayList<>();
  private final Map<String, Integer> indexes = new HashMap<>();

  /** A logical value. */
  public HeaderBuilder flag(String key, boolean value, String comment) {
    return add(key, "%20s".formatted(value ? "T" : "F"), comment);
  }

  /** An integer. */
  public HeaderBuilder integer(String key, long value, String comment) {
    return add(key, "%20d".formatted(value), comment);
  }

  /** A finite number, with every digit it has. */
  public HeaderBuilder number(String key, double value, String comment) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(key + " = " + value + " cannot be written to FITS");
    }
    return add(key, "%20s".formatted(Double.toString(value)), comment);
  }

  /** A text; what is not ASCII is escaped, and what is too long for a card is cut. */
  public HeaderBuilder text(String key, String value, String comment) {
    String quoted = AsciiText.of(value).replace("'", "''");
    if (quoted.length() > LONGEST_TEXT) {
      quoted = quoted.substring(0, LONGEST_TEXT);
      long quotes = quoted.chars().filter(c -> c == '\'').count();
      if (quoted.endsWith("'") && quotes % 2 == 1) {
        quoted = quoted.substring(0, LONGEST_TEXT - 1);
      }
    }
    return add(key, "'%-8s'".formatted(quoted), comment);
  }

  /**
   * Lines of HISTORY. A line longer than a card goes on in the next, and each piece but its last
   * ends in a backslash; what is not ASCII is escaped.
   */
  public HeaderBuilder history(String lines) {
    for (String line : AsciiText.lines(lines)) {
      String rest = line;
      // A full card that ends in a backslash of its own would seem to go on.
      while (rest.length() > LONGEST_COMMENTARY
          || (rest.length() == LONGEST_COMMENTARY && rest.endsWith("\\"))) {
        cards.add("HISTORY " + rest.substring(0, LONGEST_COMMENTARY - 1) + "\\");
        rest = rest.substring(LONGEST_COMMENTARY - 1);
      }
      cards.add("HISTORY " + rest);
    }
    return this;
  }

  /** A line of COMMENT, at most 72 characters. */
  public HeaderBuilder comment(String line) {
    String plain = AsciiText.of(line);
    cards.add("COMMENT " + plain.substring(0, Math.min(LONGEST_COMMENTARY, plain.length())));
    return this;
  }

  private HeaderBuilder add(String key, String value, String comment) {
    String card = "%-8s= %s".formatted(key, value);
    if (!comment.isEmpty()) {
      card = "%-30s / %s".formatted(card, AsciiText.of(comment));
    }
    card = card.substring(0, Math.min(FitsHeader.CARD, card.length()));
    Integer index = indexes.putIfAbsent(key, cards.size());
    if (index == null) {
      cards.add(card);
    } else {
      cards.set(index, card);
    }
    return this;
  }

  /** The header with END and padding. */
  public ByteBuffer toBytes() {
    int length = (int) FitsHeader.roundUp((cards.size() + 1L) * FitsHeader.CARD);
    StringBuilder text = new StringBuilder(length);
    for (String card : cards) {
      text.append(card).repeat(" ", FitsHeader.CARD - card.length());
    }
    text.append("END").repeat(" ", length - text.length());
    return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
