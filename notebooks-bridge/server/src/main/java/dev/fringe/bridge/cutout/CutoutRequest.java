package dev.fringe.bridge.cutout;

import dev.fringe.bridge.catalogue.Interval;
import dev.fringe.bridge.sky.Region;
import java.util.List;
import java.util.Optional;

/**
 * What of an image is wanted.
 *
 * @param region on the sky, ICRS; empty for all
 * @param band wavelengths in vacuum, metres; empty for all
 * @param polarisations names such as I or XX; none for all
 */
public record CutoutRequest(
    Optional<Region> region, Optional<Interval> band, List<String> polarisations) {

  public CutoutRequest {
    polarisations = List.copyOf(polarisations);
  }

  /** As HISTORY tells it. */
  String describe() {
    StringBuilder text = new StringBuilder();
    region.ifPresent(
        found -> {
          String words = found.toText();
          text.append(words.length() > 400 ? words.substring(0, 400) + "..." : words);
        });
    band.ifPresent(
        found -> text.append(" BAND ").append(found.low()).append(' ').append(found.high()));
    if (!polarisations.isEmpty()) {
      text.append(" POL ").append(String.join(" ", polarisations));
    }
    return text.isEmpty() ? "all of it" : text.toString().strip();
  }
}
