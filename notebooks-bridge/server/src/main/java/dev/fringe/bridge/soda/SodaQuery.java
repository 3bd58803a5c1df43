package dev.fringe.bridge.soda;

import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Interval;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.cutout.CutoutRequest;
import dev.fringe.bridge.sky.Region;
import dev.fringe.bridge.sky.RegionText;
import dev.fringe.bridge.vo.Intervals;
import dev.fringe.bridge.vo.Parameters;
import dev.fringe.bridge.vo.VoException;
import dev.fringe.storage.lake.Did;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What cutouts are asked for: one of each product, region, band and time, of all polarisations.
 *
 * @param ids products
 * @param regions none for all
 * @param bands metres; none for all
 * @param times MJD; none for all
 * @param polarisations none for all
 */
record SodaQuery(
    List<Did> ids,
    List<Region> regions,
    List<Interval> bands,
    List<Interval> times,
    List<String> polarisations) {

  private static final int MOST_CUTOUTS = 1000;

  /**
   * Reads parameters.
   *
   * @throws SodaException if they can't be right
   */
  static SodaQuery read(Parameters parameters) {
    List<Region> regions = new ArrayList<>();
    regions.addAll(each(parameters, "POS", RegionText::parse));
    regions.addAll(each(parameters, "CIRCLE", value -> RegionText.parse("CIRCLE " + value)));
    regions.addAll(each(parameters, "POLYGON", value -> RegionText.parse("POLYGON " + value)));
    SodaQuery query =
        new SodaQuery(
            each(parameters, "ID", value -> Did.parse(value.strip())),
            regions,
            each(parameters, "BAND", Intervals::parse),
            each(parameters, "TIME", Intervals::parse),
            each(parameters, "POL", SodaQuery::polarisation));
    if (query.ids().isEmpty()) {
      throw SodaException.usage("ID is missing: the product's name, scope:name");
    }
    if (query.size() > MOST_CUTOUTS) {
      throw SodaException.usage("these are more than " + MOST_CUTOUTS + " cutouts");
    }
    for (String format : parameters.all("RESPONSEFORMAT")) {
      if (!format.strip().matches("(?i)fits|(application|image)/fits")) {
        throw SodaException.usage(
            "RESPONSEFORMAT \"%s\" is not made here: application/fits is"
                .formatted(Parameters.shown(format)));
      }
    }
    return query;
  }

  private static <T> List<T> each(Parameters parameters, String name, Function<String, T> read) {
    try {
      return parameters.all(name).stream().distinct().map(read).toList();
    } catch (IllegalArgumentException | VoException e) {
      throw SodaException.usage(name + ": " + e.getMessage());
    }
  }

  private static String polarisation(String value) {
    if (!value.strip().matches("[A-Za-z]{1,5}")) {
      throw new IllegalArgumentException(
          "\"%s\" is no polarisation such as I, Q, U, V, XX or RR"
              .formatted(Parameters.shown(value)));
    }
    return value.strip();
  }

  private long size() {
    return (long) ids.size()
        * Math.max(1, regions.size())
        * Math.max(1, bands.size())
        * Math.max(1, times.size());
  }

  /**
   * The only cutout.
   *
   * @throws SodaException if there are several
   */
  Part only() {
    requireOne("ID", ids);
    requireOne("POS, CIRCLE or POLYGON", regions);
    requireOne("BAND", bands);
    requireOne("TIME", times);
    return parts().getFirst();
  }

  private static void requireOne(String name, List<?> values) {
    if (values.size() > 1) {
      throw SodaException.several(name);
    }
  }

  /** One cutout. */
  record Part(Did id, CutoutRequest request, Optional<Interval> time) {

    /** Whether a product has anything of it, as far as its metadata tell. */
    boolean mayOverlap(Product product) {
      return overlaps(time, product, Column.T_MIN, Column.T_MAX)
          && overlaps(request.band(), product, Column.EM_MIN, Column.EM_MAX);
    }

    private static boolean overlaps(
        Optional<Interval> wanted, Product product, Column low, Column high) {
      OptionalDouble from = product.number(low);
      OptionalDouble to = product.number(high);
      return wanted.isEmpty()
          || from.isEmpty()
          || to.isEmpty()
          || (wanted.get().low() <= to.getAsDouble() && from.getAsDouble() <= wanted.get().high());
    }
  }

  /** All cutouts. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Did id : ids) {
      for (Optional<Region> region : options(regions)) {
        for (Optional<Interval> band : options(bands)) {
          for (Optional<Interval> time : options(times)) {
            parts.add(new Part(id, new CutoutRequest(region, band, polarisations), time));
          }
        }
      }
    }
    return parts;
  }

  private static <T> List<Optional<T>> options(List<T> values) {
    return values.isEmpty()
        ? List.of(Optional.empty())
        : values.stream().map(Optional::of).toList();
  }
}
