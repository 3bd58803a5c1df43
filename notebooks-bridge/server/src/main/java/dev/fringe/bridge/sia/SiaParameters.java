package dev.fringe.bridge.sia;

import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Filter;
import dev.fringe.bridge.catalogue.Interval;
import dev.fringe.bridge.catalogue.ProductQuery;
import dev.fringe.bridge.sky.RegionText;
import dev.fringe.bridge.vo.Intervals;
import dev.fringe.bridge.vo.Parameters;
import dev.fringe.bridge.vo.VoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Makes a query of SIA's parameters: values of one are alternatives, all parameters must be met.
 */
final class SiaParameters {

  private final Parameters parameters;
  private ProductQuery query =
      ProductQuery.all()
          .and(new Filter.Observations())
          .and(
              new Filter.AnyOf(
                  List.of(
                      new Filter.Equal(Column.DATAPRODUCT_TYPE, "image"),
                      new Filter.Equal(Column.DATAPRODUCT_TYPE, "cube"))));

  private SiaParameters(Parameters parameters) {
    this.parameters = parameters;
  }

  static ProductQuery query(Parameters parameters) {
    return new SiaParameters(parameters).read();
  }

  private ProductQuery read() {
    any("POS", value -> new Filter.OnSky(RegionText.parse(value)));
    any("BAND", value -> new Filter.Overlaps(Column.EM_MIN, Column.EM_MAX, Intervals.parse(value)));
    any("TIME", value -> new Filter.Overlaps(Column.T_MIN, Column.T_MAX, Intervals.parse(value)));
    any("POL", SiaParameters::polarisation);
    within("FOV", Column.S_FOV);
    within("SPATRES", Column.S_RESOLUTION);
    within("SPECRP", Column.EM_RES_POWER);
    within("EXPTIME", Column.T_EXPTIME);
    within("TIMERES", Column.T_RESOLUTION);
    equal("ID", Column.OBS_PUBLISHER_DID);
    equal("COLLECTION", Column.OBS_COLLECTION);
    equal("FACILITY", Column.FACILITY_NAME);
    equal("INSTRUMENT", Column.INSTRUMENT_NAME);
    equal("TARGET", Column.TARGET_NAME);
    any("DPTYPE", SiaParameters::type);
    any("CALIB", SiaParameters::calibration);
    any("FORMAT", SiaParameters::format);
    return query;
  }

  private void any(String name, Function<String, Filter> read) {
    List<Filter> alternatives = new ArrayList<>();
    for (String value : parameters.all(name)) {
      try {
        alternatives.add(read.apply(value.strip()));
      } catch (IllegalArgumentException e) {
        throw VoException.badRequest(name + ": " + e.getMessage());
      }
    }
    if (!alternatives.isEmpty()) {
      query = query.and(new Filter.AnyOf(alternatives));
    }
  }

  private void within(String name, Column column) {
    any(name, value -> new Filter.Within(column, Intervals.parse(value)));
  }

  private void equal(String name, Column column) {
    any(name, value -> new Filter.Equal(column, value));
  }

  private static Filter polarisation(String value) {
    if (!value.matches("[A-Za-z]{1,5}")) {
      throw new IllegalArgumentException(
          "\"%s\" is no polarisation such as I, Q, U, V, XX or RR"
              .formatted(Parameters.shown(value)));
    }
    return new Filter.Like(Column.POL_STATES, "*/" + value + "/*");
  }

  private static Filter type(String value) {
    String type = value.toLowerCase(Locale.ROOT);
    if (!type.equals("image") && !type.equals("cube")) {
      throw new IllegalArgumentException(
          "\"%s\" is not of SIA's types, image and cube".formatted(Parameters.shown(value)));
    }
    return new Filter.Equal(Column.DATAPRODUCT_TYPE, type);
  }

  private static Filter calibration(String value) {
    if (!value.matches("[0-4]")) {
      throw new IllegalArgumentException(
          "\"%s\" is no calibration level: write 0 to 4".formatted(Parameters.shown(value)));
    }
    return new Filter.Within(Column.CALIB_LEVEL, Interval.of(Integer.parseInt(value)));
  }

  /** What access_url answers is DataLink; what it leads to is the file. */
  private static Filter format(String value) {
    String type = value.toLowerCase(Locale.ROOT).replace(" ", "");
    if (type.equals(SiaQuery.DATALINK.toLowerCase(Locale.ROOT))) {
      return new Filter.Observations();
    }
    List<Filter> types = new ArrayList<>();
    types.add(new Filter.Equal(Column.CONTENT_TYPE, type));
    if (type.endsWith("/fits")) {
      types.add(new Filter.Equal(Column.CONTENT_TYPE, "image/fits"));
      types.add(new Filter.Equal(Column.CONTENT_TYPE, "application/fits"));
    }
    return new Filter.AnyOf(types);
  }
}
