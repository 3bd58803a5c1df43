package dev.fringe.bridge.preview;

import dev.fringe.bridge.web.ProblemException;
import dev.fringe.imaging.picture.ColourMap;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a picture is to look.
 *
 * @param size pixels of its longer side, at most
 * @param colours of it
 * @param stretch from brightness to colour
 * @param plane of a cube, from 0: frequencies first, then polarisations
 */
record PreviewRequest(int size, ColourMap colours, Kind stretch, long plane) {

  /** How brightness becomes colour. */
  enum Kind {
    /** Softened at the noise, so that it and the brightest source are seen. */
    ASINH,
    /** From the darkest to the brightest pixel. */
    LINEAR,
    /** From two below to ten times the noise above the median. */
    NOISE
  }

  private static final int USUAL_SIZE = 512;
  private static final int LARGEST_SIZE = 2048;

  static PreviewRequest read(Context context) {
    return new PreviewRequest(
        (int) number(context, "size", USUAL_SIZE, 16, LARGEST_SIZE),
        choice(context, "colours", ColourMap.values(), ColourMap.INFERNO),
        choice(context, "stretch", Kind.values(), Kind.ASINH),
        number(context, "plane", 0, 0, Integer.MAX_VALUE));
  }

  private static long number(Context context, String name, long usual, long least, long most) {
    String text = context.queryParam(name);
    if (text == null || text.isBlank()) {
      return usual;
    }
    if (!text.matches("\\d{1,10}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
      throw ProblemException.badRequest(
          "%s is not a whole number from %d to %d".formatted(name, least, most));
    }
    return Long.parseLong(text);
  }

  private static <E extends Enum<E>> E choice(Context context, String name, E[] values, E usual) {
    String text = Optional.ofNullable(context.queryParam(name)).orElse("");
    if (text.isBlank()) {
      return usual;
    }
    return Arrays.stream(values)
        .filter(value -> value.name().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "%s is none of %s"
                        .formatted(
                            name,
                            String.join(
                                ", ",
                                Arrays.stream(values)
                                    .map(value -> value.name().toLowerCase(Locale.ROOT))
                                    .toList()))));
  }

  /** In names of pictures. */
  String key() {
    return size + "-" + colours + "-" + stretch + "-" + plane;
  }
}
