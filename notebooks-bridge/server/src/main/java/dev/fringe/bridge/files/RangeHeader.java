package dev.fringe.bridge.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code Range} headers (RFC 9110, 14.2). */
final class RangeHeader {

  /** Whoever asks for more pieces gets the whole. */
  private static final int MOST = 100;

  private static final Pattern RANGE = Pattern.compile("(\\d{0,18})-(\\d{0,18})");

  private RangeHeader() {}

  /**
   * The ranges that are asked for, in the order asked, those that overlap or touch as one; none if
   * none of them is in the file; empty if the header is to be ignored: it is malformed, or asks for
   * too much.
   */
  static Optional<List<ByteRange>> parse(String header, long size) {
    String plain = header.strip();
    if (!plain.regionMatches(true, 0, "bytes=", 0, 6)) {
      return Optional.empty();
    }
    String[] specs = plain.substring(6).split(",", MOST + 2);
    if (specs.length > MOST) {
      return Optional.empty();
    }
    List<ByteRange> ranges = new ArrayList<>();
    for (String spec : specs) {
      Matcher matcher = RANGE.matcher(spec.strip());
      if (!matcher.matches() || spec.strip().equals("-")) {
        return Optional.empty();
      }
      if (!matcher.group(1).isEmpty()
          && !matcher.group(2).isEmpty()
          && Long.parseLong(matcher.group(2)) < Long.parseLong(matcher.group(1))) {
        return Optional.empty();
      }
      range(matcher.group(1), matcher.group(2), size).ifPresent(range -> add(ranges, range));
    }
    return Optional.of(ranges);
  }

  private static Optional<ByteRange> range(String first, String last, long size) {
    if (first.isEmpty()) {
      long length = Math.min(Long.parseLong(last), size);
      return length == 0 ? Optional.empty() : Optional.of(new ByteRange(size - length, size));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
    return from >= size ? Optional.empty() : Optional.of(new ByteRange(from, to));
  }

  private static void add(List<ByteRange> ranges, ByteRange added) {
    ByteRange range = added;
    for (int i = 0; i < ranges.size(); i++) {
      ByteRange other = ranges.get(i);
      if (range.from() <= other.to() && other.from() <= range.to()) {
        ranges.remove(i);
        range =
            new ByteRange(Math.min(range.from(), other.from()), Math.max(range.to(), other.to()));
        i = -1;
      }
    }
    ranges.add(range);
  }
}
