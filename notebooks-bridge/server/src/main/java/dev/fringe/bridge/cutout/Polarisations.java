package dev.fringe.bridge.cutout;

import dev.fringe.imaging.polarisation.Correlation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The planes of a STOKES axis. */
final class Polarisations {

  private Polarisations() {}

  /**
   * The planes that are wanted. Such as don't lie evenly, as I, Q and V, can't stand on a FITS
   * axis: then also those between them.
   */
  static Optional<PixelRange> planes(FitsAxis axis, List<String> wanted) {
    List<String> names = wanted.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    List<Long> found = new ArrayList<>();
    for (long plane = 1; plane <= Math.min(axis.length(), 100); plane++) {
      if (name(axis, plane).filter(names::contains).isPresent()) {
        found.add(plane);
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    long step = found.size() > 1 ? found.get(1) - found.get(0) : 1;
    for (int i = 1; i < found.size(); i++) {
      if (found.get(i) - found.get(i - 1) != step) {
        step = 1;
        break;
      }
    }
    return Optional.of(new PixelRange(found.getFirst(), found.getLast(), step));
  }

  private static Optional<String> name(FitsAxis axis, long plane) {
    double code = axis.value() + (plane - axis.pixel()) * axis.step();
    return Correlation.ofFitsCode((int) Math.round(code)).map(Enum::name);
  }
}
