package dev.fringe.bridge.vo;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request's parameters as DALI 1.1 has them: names in any case, values may repeat, those of the
 * address and those of a form are one. Empty values are as good as none.
 */
public final class Parameters {

  private static final int MOST_VALUES = 1000;

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Reads them.
   *
   * @throws VoException if there are too many
   */
  public static Parameters of(Context context) {
    Map<String, List<String>> values = new TreeMap<>();
    add(values, context.queryParamMap());
    if (context.isFormUrlencoded() || context.isMultipartFormData()) {
      add(values, context.formParamMap());
    }
    return of(values);
  }

  /** Parameters that are at hand. */
  public static Parameters of(Map<String, List<String>> given) {
    Map<String, List<String>> values = new TreeMap<>();
    add(values, given);
    if (values.values().stream().mapToInt(List::size).sum() > MOST_VALUES) {
      throw VoException.badRequest("there are more than " + MOST_VALUES + " values of parameters");
    }
    return new Parameters(values);
  }

  private static void add(Map<String, List<String>> values, Map<String, List<String>> given) {
    given.forEach(
        (name, list) ->
            list.stream()
                .filter(value -> !value.isBlank())
                .forEach(
                    value ->
                        values
                            .computeIfAbsent(
                                name.toUpperCase(Locale.ROOT), none -> new ArrayList<>())
                            .add(value)));
  }

  /** All values of a parameter, whose name is in upper case. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** All of them, names in upper case. */
  public Map<String, List<String>> asMap() {
    return values;
  }

  /**
   * The value of a parameter that must not repeat.
   *
   * @throws VoException if it does, with different values
   */
  public Optional<String> one(String name) {
    List<String> found = all(name).stream().distinct().toList();
    if (found.size() > 1) {
      throw VoException.badRequest(name + " must be given once, but has several values");
    }
    return found.stream().findFirst();
  }

  /**
   * MAXREC, bounded.
   *
   * @param usual if nothing is asked for
   * @param hardest more are never given
   */
  public int maxRec(int usual, int hardest) {
    Optional<String> asked = one("MAXREC").map(String::strip);
    if (asked.isEmpty()) {
      return usual;
    }
    if (!asked.get().matches("\\d{1,18}")) {
      throw VoException.badRequest(
          "MAXREC is \"%s\": write a whole number, 0 for no rows".formatted(shown(asked.get())));
    }
    return (int) Math.min(hardest, Long.parseLong(asked.get()));
  }

  /** The format asked for by RESPONSEFORMAT, or by its older name. */
  public Format format(String olderName) {
    return formatName(olderName)
        .map(
            name ->
                Format.named(name)
                    .orElseThrow(
                        () ->
                            VoException.badRequest(
                                "RESPONSEFORMAT \"%s\" is not among those there are: votable, csv, tsv, fits"
                                    .formatted(shown(name)))))
        .orElse(Format.TABLEDATA);
  }

  /** The media type of the answer. */
  public String mediaType(String olderName) {
    return format(olderName).mediaType(formatName(olderName).orElse(""));
  }

  private Optional<String> formatName(String olderName) {
    return one("RESPONSEFORMAT")
        .or(() -> olderName.isEmpty() ? Optional.empty() : one(olderName))
        .map(String::strip);
  }

  /** A value that messages may show: one short line. */
  public static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > 100 ? line.substring(0, 100) + "..." : line;
  }
}
