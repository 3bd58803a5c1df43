package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pixels of an image: {@code 1024}, or {@code 1024 x 512}. Even numbers, so that the phase centre
 * falls on a pixel of which there are as many on either side as the transform has.
 *
 * @param width pixels from east to west
 * @param height pixels from south to north
 */
public record ImageSize(int width, int height) implements Serializable {
  /** Beyond this an image no longer fits one Java array with room for its transform. */
  public static final int LARGEST = 32768;

  public static final int SMALLEST = 16;

  private static final Pattern SIZE =
      Pattern.compile("\\s*([+-]?[0-9]{1,9})\\s*(?:[x×]\\s*([+-]?[0-9]{1,9})\\s*)?");

  public static ImageSize square(int pixels) {
    return new ImageSize(pixels, pixels);
  }

  /**
   * @throws UnreadableValueException if the text is no size, or an odd, small or large one
   */
  @JsonCreator
  public static ImageSize parse(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw unreadable(text, "is not an image size");
    }
    int width = Integer.parseInt(matcher.group(1));
    int height = matcher.group(2) == null ? width : Integer.parseInt(matcher.group(2));
    for (int side : new int[] {width, height}) {
      if (side < SMALLEST) {
        throw unreadable(text, side <= 0 ? "is not positive" : "is too small");
      } else if (side > LARGEST) {
        throw unreadable(text, "is too large");
      } else if (side % 2 != 0) {
        throw unreadable(text, "is odd");
      }
    }
    return new ImageSize(width, height);
  }

  private static UnreadableValueException unreadable(String text, String problem) {
    return new UnreadableValueException(
        "\""
            + text
            + "\" "
            + problem
            + ": write an even number of pixels from "
            + SMALLEST
            + " to "
            + LARGEST
            + ", such as 1024, or two such as \"1024 x 512\" (east-west x north-south)");
  }

  @Override
  @JsonValue
  public String toString() {
    return width == height ? Integer.toString(width) : width + " x " + height;
  }
}
