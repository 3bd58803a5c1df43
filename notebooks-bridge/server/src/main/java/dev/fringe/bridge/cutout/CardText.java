package dev.fringe.bridge.cutout;

import dev.fringe.storage.fits.hdu.FitsHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The cards of a header as they stand, some of them replaced. */
final class CardText {

  private final List<String> cards;

  CardText(FitsHeader header) {
    this.cards = new ArrayList<>(header.images());
  }

  private static String key(String card) {
    return card.substring(0, Math.min(8, card.length())).strip();
  }

  private int find(String key) {
    for (int i = 0; i < cards.size(); i++) {
      if (key(cards.get(i)).equals(key) && cards.get(i).startsWith("= ", 8)) {
        return i;
      }
    }
    return -1;
  }

  /** Replaces a card's value; where there is none, it is added behind {@code after}. */
  void set(String key, String value, String after) {
    String card = "%-8s= %20s".formatted(key, value);
    int at = find(key);
    if (at >= 0) {
      cards.set(at, card);
    } else {
      int behind = find(after);
      cards.add(behind < 0 ? cards.size() : behind + 1, card);
    }
  }

  void first(String card) {
    cards.set(0, card);
  }

  void removeKeys(Predicate<String> isUnwanted) {
    cards.removeIf(card -> isUnwanted.test(key(card)));
  }

  void history(String text) {
    for (int i = 0; i < text.length(); i += 72) {
      cards.add("HISTORY " + text.substring(i, Math.min(text.length(), i + 72)));
    }
  }

  /** The header with END and padding. */
  ByteBuffer toBytes() {
    StringBuilder text = new StringBuilder();
    for (String card : cards) {
      text.append("%-80s".formatted(card), 0, FitsHeader.CARD);
    }
    text.append("%-80s".formatted("END"));
    int length = (int) FitsHeader.roundUp(text.length());
    text.append(" ".repeat(length - text.length()));
    return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }
}
