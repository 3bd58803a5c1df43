package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Channels or spectral windows, counted from 0: {@code 0-31}, {@code 0,2}, {@code 4-7,12-15}.
 *
 * @param ranges ascending, with gaps between them
 */
public record IndexRanges(List<Range> ranges) implements Serializable {
  private static final int MOST_RANGES = 1000;
  private static final Pattern RANGE =
      Pattern.compile("\\s*([0-9]{1,7})\\s*(?:-\\s*([0-9]{1,7})\\s*)?");

  /** Indices from {@code first} to {@code last}, both included. */
  public record Range(int first, int last) implements Serializable {}

  public IndexRanges {
    ranges = merged(ranges);
  }

  /**
   * @throws UnreadableValueException if the text is no list of indices and ranges
   */
  @JsonCreator
  public static IndexRanges parse(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(",", MOST_RANGES + 1)) {
      Matcher matcher = RANGE.matcher(part);
      if (!matcher.matches()) {
        throw unreadable(text, "\"" + part.strip() + "\" is no index and no range");
      }
      int first = Integer.parseInt(matcher.group(1));
      int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      if (last < first) {
        throw unreadable(text, "\"" + part.strip() + "\" ends before it begins");
      }
      ranges.add(new Range(first, last));
    }
    return new IndexRanges(ranges);
  }

  /** Whether the index is in one of the ranges. */
  public boolean contains(int index) {
    for (Range range : ranges) {
      if (index >= range.first && index <= range.last) {
        return true;
      }
    }
    return false;
  }

  /** The highest index. */
  public int highest() {
    return ranges.getLast().last;
  }

  private static List<Range> merged(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingInt(Range::first));
    List<Range> merged = new ArrayList<>();
    for (Range range : sorted) {
      if (!merged.isEmpty() && range.first <= merged.getLast().last + 1) {
        Range before = merged.removeLast();
        merged.add(new Range(before.first, Math.max(before.last, range.last)));
      } else {
        merged.add(range);
      }
    }
    return List.copyOf(merged);
  }

  private static UnreadableValueException unreadable(String text, String problem) {
    return new UnreadableValueException(
        "\""
            + text
            + "\" is not a list of indices: "
            + problem
            + "; write indices counted from 0 and ranges of them, such as \"0-31\" or"
            + " \"0,2,8-15\"");
  }

  @Override
  @JsonValue
  public String toString() {
    return ranges.stream()
        .map(r -> r.first == r.last ? "" + r.first : r.first + "-" + r.last)
        .collect(Collectors.joining(","));
  }
}
