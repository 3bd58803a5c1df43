package dev.fringe.storage.fits.hdu;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A header, read leniently and asked strictly: cards that nobody asks for may hold anything. Where
 * a keyword stands several times, the first counts.
 */
public final class FitsHeader {
  /** Length of a card in characters. */
  public static final int CARD = 80;

  /** Headers and data fill blocks of this many bytes. */
  public static final int BLOCK = 2880;

  /** Far above any header met; keeps a file of blanks from filling the memory. */
  private static final int LARGEST_HEADER = 16 << 20;

  private static final int PIECE = BLOCK * 16;

  private final String file;
  private final List<FitsCard> cards;
  private final Map<String, FitsCard> byKey = new HashMap<>();
  private final int bytes;

  private FitsHeader(String file, List<FitsCard> cards, int bytes) {
    this.file = file;
    this.cards = cards;
    this.bytes = bytes;
    for (FitsCard card : cards) {
      if (card.value().isPresent()) {
        byKey.putIfAbsent(card.key(), card);
      }
    }
  }

  /**
   * Reads the header that begins at {@code offset}.
   *
   * @throws BadDataException if the file ends before an END card, or it is too far away
   */
  static FitsHeader read(RangeReader reader, long offset) throws IOException {
    List<FitsCard> cards = new ArrayList<>();
    long position = offset;
    while (position < reader.size() && position - offset < LARGEST_HEADER) {
      byte[] piece = new byte[(int) Math.min(PIECE, reader.size() - position)];
      reader.readFully(position, piece);
      for (int at = 0; at + CARD <= piece.length; at += CARD) {
        FitsCard card = FitsCard.parse(new String(piece, at, CARD, StandardCharsets.ISO_8859_1));
        if (card.key().equals("END") && card.value().isEmpty()) {
          long end = position - offset + at + CARD;
          return new FitsHeader(reader.description(), cards, Math.toIntExact(roundUp(end)));
        }
        cards.add(card);
      }
      position += piece.length;
    }
    throw new BadDataException(
        reader.description()
            + ": the header at byte "
            + offset
            + " has no END card in its "
            + cards.size()
            + " cards up to byte "
            + position
            + (position < reader.size() ? "" : ", where the file ends; it seems to be cut short"));
  }

  /** The smallest multiple of the block size that is not below {@code bytes}. */
  public static long roundUp(long bytes) {
    return Math.multiplyExact(Math.addExact(bytes, BLOCK - 1) / BLOCK, BLOCK);
  }

  /** Length with its padding. */
  int bytes() {
    return bytes;
  }

  /** The name of the file, for messages. */
  public String file() {
    return file;
  }

  /** Whether a card with a value has this keyword. */
  public boolean has(String key) {
    return byKey.containsKey(key);
  }

  /** The value as text, whether quoted or not, without leading and trailing blanks. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(byKey.get(key)).flatMap(FitsCard::value).map(String::strip);
  }

  /** The value as text, or an empty text. */
  public String textOrEmpty(String key) {
    return text(key).orElse("");
  }

  /** Whether the value is the logical T. */
  public boolean isTrue(String key) {
    return text(key).map("T"::equals).orElse(false);
  }

  /** The value as a number (a Fortran D exponent too); empty where missing or not a number. */
  public OptionalDouble number(String key) {
    return text(key).map(FitsHeader::parse).orElse(OptionalDouble.empty());
  }

  /**
   * The value as a finite number, or {@code otherwise} where the card is missing.
   *
   * @throws BadDataException if the card holds something else
   */
  public double number(String key, double otherwise) throws BadDataException {
    return has(key) ? requiredNumber(key) : otherwise;
  }

  /**
   * The value as a finite number.
   *
   * @throws BadDataException if the card is missing or holds something else
   */
  public double requiredNumber(String key) throws BadDataException {
    OptionalDouble number = number(key);
    if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
      throw bad(key, "a number is needed");
    }
    return number.getAsDouble();
  }

  /**
   * The value as an integer, or {@code otherwise} where the card is missing.
   *
   * @throws BadDataException if the card holds something else
   */
  public long integer(String key, long otherwise) throws BadDataException {
    return has(key) ? requiredInteger(key, Long.MIN_VALUE, Long.MAX_VALUE) : otherwise;
  }

  /**
   * The value as an integer within a range.
   *
   * @throws BadDataException if the card is missing, holds something else, or lies outside
   */
  public long requiredInteger(String key, long least, long most) throws BadDataException {
    String range = least == Long.MIN_VALUE ? "an integer is needed" : rangeText(least, most);
    try {
      long value = new BigDecimal(text(key).orElse("?")).longValueExact();
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw new BadDataException(describe(key) + ": " + range, e);
    }
    throw bad(key, range);
  }

  private static String rangeText(long least, long most) {
    return most == Long.MAX_VALUE
        ? "an integer of at least " + least + " is needed"
        : "an integer from " + least + " to " + most + " is needed";
  }

  /** An error about a card: the file, the card, its value, and what would be right. */
  public BadDataException bad(String key, String right) {
    return new BadDataException(describe(key) + ": " + right);
  }

  private String describe(String key) {
    FitsCard card = byKey.get(key);
    if (card == null) {
      return file + ": " + key + " is missing";
    }
    String value = card.value().orElse("");
    return file + ": " + key + " = " + (card.quoted() ? "'" + value + "'" : value);
  }

  /** The text of every card of a keyword without values (HISTORY, COMMENT), in order. */
  public List<String> commentary(String key) {
    return cards.stream()
        .filter(card -> card.key().equals(key) && card.value().isEmpty())
        .map(card -> card.image().substring(8).stripTrailing())
        .toList();
  }

  /** Every card as it stands, without END. */
  public List<String> images() {
    return cards.stream().map(FitsCard::image).toList();
  }

  private static OptionalDouble parse(String text) {
    String plain = text.toUpperCase(Locale.ROOT).replace('D', 'E').strip();
    // Java would also take hexadecimal and a type suffix; FITS knows neither.
    boolean number =
        !plain.isEmpty()
            && "+-.0123456789".indexOf(plain.charAt(0)) >= 0
            && plain.chars().allMatch(c -> "+-.0123456789E".indexOf(c) >= 0);
    if (!number) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(plain));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
