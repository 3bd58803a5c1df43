package dev.fringe.pipelines.demo;

import dev.fringe.imaging.direct.SkyComponent;
import dev.fringe.pipelines.simulate.SkySource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The sources put in against the sources found, as a table for people. */
public final class Comparison {

  private static final double ARCSEC = Math.toDegrees(1) * 3600;

  private final Demo.Result result;

  public Comparison(Demo.Result result) {
    this.result = result;
  }

  /** A line for each source put in, and one for those found that were not. */
  public String table() {
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "  %-12s %10s %10s %11s %20s %8s %9s%n",
                "source",
                "east (\")",
                "north (\")",
                "put in (mJy)",
                "found (mJy)",
                "ratio",
                "off by"));
    Set<FoundSource> matched = new HashSet<>();
    for (SkySource source : result.sky()) {
      SkyComponent put = source.component();
      Optional<FoundSource> found = nearest(put);
      found.ifPresent(matched::add);
      table.append(
          String.format(
              Locale.ROOT,
              "  %-12s %10.1f %10.1f %11.2f ",
              source.name(),
              put.l() * ARCSEC,
              put.m() * ARCSEC,
              put.i() * 1e3));
      table.append(
          found
              .map(
                  f ->
                      String.format(
                          Locale.ROOT,
                          "%11.3f ± %6.3f %8.4f %8.3f\"%n",
                          f.fluxJy() * 1e3,
                          f.fluxErrorJy() * 1e3,
                          f.fluxJy() / put.i(),
                          distance(put, f) * ARCSEC))
              .orElse(String.format("%20s%n", "not found")));
    }
    long others = result.found().stream().filter(f -> !matched.contains(f)).count();
    return table.append("  found besides: ").append(others).append('\n').toString();
  }

  private Optional<FoundSource> nearest(SkyComponent put) {
    double within = (result.beamArcsec() + put.majorRadians() * ARCSEC) / ARCSEC;
    List<FoundSource> near =
        result.found().stream().filter(f -> distance(put, f) < within).toList();
    return near.stream().min(Comparator.comparingDouble(f -> distance(put, f)));
  }

  private static double distance(SkyComponent put, FoundSource found) {
    return Math.hypot(put.l() - found.l(), put.m() - found.m());
  }
}
