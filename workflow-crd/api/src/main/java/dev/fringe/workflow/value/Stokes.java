package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The polarisations to image, one plane each: {@code I}, {@code IQUV}, {@code RR,LL}. Either Stokes
 * parameters or parallel hands, in the order written, as FITS has no axis for a mixture.
 *
 * @param planes at least one, each once
 */
public record Stokes(List<Polarisation> planes) implements Serializable {

  public Stokes {
    planes = List.copyOf(planes);
  }

  /**
   * @throws UnreadableValueException if a letter is unknown, or named twice
   */
  @JsonCreator
  public static Stokes parse(String text) {
    List<Polarisation> planes = new ArrayList<>();
    for (String part : text.strip().split("\\s*,\\s*|\\s+", -1)) {
      for (String name : part.matches("[IQUV]+") ? part.split("") : new String[] {part}) {
        Polarisation plane = planeCalled(name, text);
        if (planes.contains(plane)) {
          throw unreadable(text, plane + " stands there twice");
        }
        planes.add(plane);
      }
    }
    if (planes.stream().map(Polarisation::isStokes).distinct().count() > 1) {
      throw unreadable(text, "Stokes parameters and correlations cannot share an image");
    }
    return new Stokes(planes);
  }

  private static Polarisation planeCalled(String name, String text) {
    return Arrays.stream(Polarisation.values())
        .filter(plane -> plane.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unreadable(text, "\"" + name + "\" is unknown"));
  }

  private static UnreadableValueException unreadable(String text, String problem) {
    return new UnreadableValueException(
        "\""
            + text
            + "\" is not a choice of polarisations: "
            + problem
            + "; write letters of IQUV such as I or IQUV, or RR, LL, XX, YY such as \"RR,LL\"");
  }

  @Override
  @JsonValue
  public String toString() {
    String between = planes.getFirst().isStokes() ? "" : ",";
    return planes.stream().map(Polarisation::name).collect(Collectors.joining(between));
  }
}
