package dev.fringe.bridge.flight;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of an image that is wanted: a range along each axis, the slowest first. Its pixels come
 * in rows, those of one plane after those of the one before.
 *
 * @param shape of the whole image, the slowest axis first
 * @param ranges along each axis
 */
record Section(List<Long> shape, List<Range> ranges) {
  private static final Pattern AXIS = Pattern.compile("(NAXIS|CRPIX)([1-9]\\d*)");

  /** Pixels of a row, which goes into one batch. */
  private static final int WIDEST = 1 << 24;

  Section {
    shape = List.copyOf(shape);
    ranges = List.copyOf(ranges);
  }

  /** The wanted section of the image that a header describes. */
  static Section of(FitsHeader header, Optional<List<Range>> wanted) throws BadDataException {
    int axes = (int) header.requiredInteger("NAXIS", 2, 999);
    Section section = any(header, wanted, axes);
    if (section.columns().count() > WIDEST) {
      throw RequestException.invalid(
          "section[%d]".formatted(axes - 1),
          section.columns(),
          "a row of pixels would be longer than " + WIDEST + "; a narrower range is needed");
    }
    return section;
  }

  private static Section any(FitsHeader header, Optional<List<Range>> wanted, int axes)
      throws BadDataException {
    List<Long> shape = new ArrayList<>();
    for (int axis = axes; axis >= 1; axis--) {
      shape.add(header.requiredInteger("NAXIS" + axis, 1, Integer.MAX_VALUE));
    }
    if (wanted.isEmpty()) {
      return new Section(shape, shape.stream().map(Range::all).toList());
    }
    List<Range> ranges = wanted.get();
    if (ranges.size() != axes) {
      throw RequestException.invalid(
          "section",
          ranges,
          "a range for each of the axes, whose lengths are " + shape + ", is needed");
    }
    for (int i = 0; i < axes; i++) {
      ranges.get(i).within("section[" + i + "]", shape.get(i));
    }
    return new Section(shape, ranges);
  }

  /** Lengths of the section along the axes, the slowest first. */
  List<Long> sectionShape() {
    return ranges.stream().map(Range::count).toList();
  }

  /** Pixels in a row of the whole image. */
  long fullWidth() {
    return shape.getLast();
  }

  Range columns() {
    return ranges.getLast();
  }

  /** Rows of a plane of the section. */
  Range planeRows() {
    return ranges.get(ranges.size() - 2);
  }

  /** Rows of all planes of the section. */
  long rows() {
    return ranges.stream()
        .limit(ranges.size() - 1L)
        .mapToLong(Range::count)
        .reduce(1, Math::multiplyExact);
  }

  /** The plane of the whole image that plane {@code plane} of the section is. */
  long wholePlane(long plane) {
    long left = plane;
    long index = 0;
    long stride = 1;
    for (int axis = ranges.size() - 3; axis >= 0; axis--) {
      long count = ranges.get(axis).count();
      index += (ranges.get(axis).from() + left % count) * stride;
      left /= count;
      stride *= shape.get(axis);
    }
    return index;
  }

  /** A row of the section, counted through its planes. */
  Row row(long row) {
    long perPlane = planeRows().count();
    long plane = wholePlane(row / perPlane);
    return new Row(plane, planeRows().from() + row % perPlane);
  }

  /** A row of the whole image. */
  record Row(long plane, long y) {}

  /** First pixel of a row of the section, in the order of the file. */
  long firstPixel(Row row) {
    return (row.plane() * shape.get(shape.size() - 2) + row.y()) * fullWidth() + columns().from();
  }

  /**
   * The header's cards as they are for the section: sizes and reference pixels are its own.
   *
   * @return a line for each card
   */
  String cards(FitsHeader header) {
    StringBuilder text = new StringBuilder();
    for (String card : header.images()) {
      text.append(text.isEmpty() ? "" : "\n").append(card(header, card).stripTrailing());
    }
    return text.toString();
  }

  private String card(FitsHeader header, String card) {
    Matcher key = AXIS.matcher(card.substring(0, 8).strip());
    if (!key.matches()) {
      return card;
    }
    int index = ranges.size() - Integer.parseInt(key.group(2));
    if (index < 0 || ranges.get(index).equals(Range.all(shape.get(index)))) {
      return card;
    }
    Range range = ranges.get(index);
    if (key.group(1).equals("NAXIS")) {
      return "%-8s= %20d".formatted(key.group(), range.count());
    }
    double pixel = header.number(key.group()).orElse(0) - range.from();
    return "%-8s= %20s".formatted(key.group(), pixel);
  }
}
