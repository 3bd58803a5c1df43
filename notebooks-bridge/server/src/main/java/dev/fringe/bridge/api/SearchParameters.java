package dev.fringe.bridge.api;

import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Filter;
import dev.fringe.bridge.catalogue.Interval;
import dev.fringe.bridge.catalogue.ProductQuery;
import dev.fringe.bridge.catalogue.SortKey;
import dev.fringe.bridge.sky.RegionText;
import dev.fringe.bridge.web.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a search asks for. Several values of one parameter are alternatives, several parameters must
 * all be met.
 *
 * @param query what is looked for
 * @param page from 1
 * @param size products of a page
 */
record SearchParameters(ProductQuery query, int page, int size) {

  private static final int USUAL_SIZE = 50;
  private static final int LARGEST_SIZE = 1000;
  private static final int MOST_PAGES = 1_000_000;

  private static final Map<String, Column> TEXT =
      Map.of(
          "target", Column.TARGET_NAME,
          "collection", Column.OBS_COLLECTION,
          "facility", Column.FACILITY_NAME,
          "instrument", Column.INSTRUMENT_NAME,
          "type", Column.DATAPRODUCT_TYPE,
          "subtype", Column.DATAPRODUCT_SUBTYPE,
          "obs_id", Column.OBS_ID,
          "format", Column.CONTENT_TYPE);

  private static final Set<String> OTHERS =
      Set.of(
          "q", "scope", "name", "dataset", "calib", "pos", "since", "until", "sort", "page",
          "size");

  /** Reads a request's parameters; faulty ones are told to the one who asks. */
  static SearchParameters read(Map<String, List<String>> given) {
    List<Filter> filters = new ArrayList<>();
    for (String name : given.keySet()) {
      if (!TEXT.containsKey(name) && !OTHERS.contains(name)) {
        throw ProblemException.badRequest(
            "there is no parameter \"%s\"; there are %s".formatted(shown(name), names()));
      }
    }
    TEXT.forEach((name, column) -> any(given, name, v -> new Filter.Like(column, v), filters));
    any(given, "scope", v -> new Filter.Named(Filter.Named.Part.SCOPE, v), filters);
    any(given, "name", v -> new Filter.Named(Filter.Named.Part.NAME, v), filters);
    any(given, "dataset", v -> new Filter.Named(Filter.Named.Part.DATASET, v), filters);
    any(given, "calib", SearchParameters::calibration, filters);
    any(given, "pos", SearchParameters::position, filters);
    any(given, "q", SearchParameters::words, filters);
    Optional<Interval> time = time(given);
    time.ifPresent(range -> filters.add(new Filter.Overlaps(Column.T_MIN, Column.T_MAX, range)));
    int size = whole(given, "size", USUAL_SIZE, 0, LARGEST_SIZE);
    int page = whole(given, "page", 1, 1, MOST_PAGES);
    ProductQuery query = new ProductQuery(filters, order(given), (page - 1L) * size, size);
    return new SearchParameters(query, page, size);
  }

  private static void any(
      Map<String, List<String>> given,
      String name,
      Function<String, Filter> read,
      List<Filter> filters) {
    List<Filter> alternatives = new ArrayList<>();
    for (String value : given.getOrDefault(name, List.of())) {
      if (!value.isBlank()) {
        try {
          alternatives.add(read.apply(value.strip()));
        } catch (IllegalArgumentException e) {
          throw ProblemException.badRequest(name + ": " + e.getMessage());
        }
      }
    }
    if (alternatives.size() > 100) {
      throw ProblemException.badRequest(name + " is given more than 100 times");
    }
    if (!alternatives.isEmpty()) {
      filters.add(
          alternatives.size() == 1 ? alternatives.getFirst() : new Filter.AnyOf(alternatives));
    }
  }

  private static Filter calibration(String value) {
    if (!value.matches("[0-4]")) {
      throw new IllegalArgumentException(
          "\"%s\" is no calibration level: write 0 to 4".formatted(shown(value)));
    }
    return new Filter.Within(Column.CALIB_LEVEL, Interval.of(Integer.parseInt(value)));
  }

  private static Filter position(String value) {
    return new Filter.OnSky(RegionText.parse(value));
  }

  private static Filter words(String value) {
    List<String> words = Arrays.stream(value.split("\\s+")).limit(20).toList();
    return new Filter.Words(words);
  }

  private static Optional<Interval> time(Map<String, List<String>> given) {
    Optional<Double> since = one(given, "since").map(text -> Times.mjd("since", text));
    Optional<Double> until = one(given, "until").map(text -> Times.mjd("until", text));
    if (since.isEmpty() && until.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Interval(
              since.orElse(Double.NEGATIVE_INFINITY), until.orElse(Double.POSITIVE_INFINITY)));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("since is later than until");
    }
  }

  private static ProductQuery.Order order(Map<String, List<String>> given) {
    String asked = one(given, "sort").orElse("-created");
    boolean isDescending = asked.startsWith("-");
    String name = isDescending ? asked.substring(1) : asked;
    Optional<SortKey> stored =
        Arrays.stream(SortKey.Stored.values())
            .filter(key -> key.name().equals(name.toUpperCase(Locale.ROOT)))
            .map(key -> (SortKey) key)
            .findFirst();
    SortKey key =
        stored
            .or(
                () ->
                    Column.named(alias(name))
                        .filter(column -> !column.isDerived())
                        .map(SortKey.ByColumn::new))
            .orElseThrow(
                () ->
                    ProblemException.badRequest(
                        "sort: there is no column \"%s\"; there are name, scope, dataset, bytes, created and those of ObsCore, such as t_min; - before it turns the order"
                            .formatted(shown(name))));
    return new ProductQuery.Order(key, isDescending);
  }

  /** What columns are called in answers. */
  private static String alias(String name) {
    return switch (name) {
      case "target" -> "target_name";
      case "type" -> "dataproduct_type";
      case "subtype" -> "dataproduct_subtype";
      case "collection" -> "obs_collection";
      case "facility" -> "facility_name";
      case "instrument" -> "instrument_name";
      case "title" -> "obs_title";
      case "calib" -> "calib_level";
      case "ra" -> "s_ra";
      case "dec" -> "s_dec";
      case "fov" -> "s_fov";
      case "exposure" -> "t_exptime";
      case "format" -> "content_type";
      default -> name;
    };
  }

  private static int whole(
      Map<String, List<String>> given, String name, int usual, int least, int most) {
    String text = one(given, name).orElse(Integer.toString(usual));
    if (text.matches("\\d{1,9}")) {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw ProblemException.badRequest(
        "%s is \"%s\": write a whole number from %d to %d"
            .formatted(name, shown(text), least, most));
  }

  private static Optional<String> one(Map<String, List<String>> given, String name) {
    List<String> values =
        given.getOrDefault(name, List.of()).stream().filter(value -> !value.isBlank()).toList();
    if (values.size() > 1) {
      throw ProblemException.badRequest(name + " is given more than once");
    }
    return values.stream().findFirst().map(String::strip);
  }

  private static String names() {
    return String.join(
        ", ",
        java.util.stream.Stream.concat(TEXT.keySet().stream(), OTHERS.stream()).sorted().toList());
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > 60 ? line.substring(0, 60) + "..." : line;
  }
}
