package dev.fringe.pipelines.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.ReplicationRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run tells at its end, in the file that {@code FRINGE_REPORT} names: JSON of {@code
 * products} (each a {@code did}, and how its {@code rules} stand), {@code beam}, {@code noise} and
 * {@code peak}, the run's {@code key} and, where its products are another's, that workflow's name
 * as {@code reusedFrom}; or, of a run that failed, its error in words. A pod's termination log
 * holds 4096 bytes, and keeps the first of them.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EndReport(
    List<Product> products,
    Optional<String> beam,
    Optional<String> noise,
    Optional<String> peak,
    String key,
    Optional<String> reusedFrom) {

  /** The variable that names the file. */
  public static final String VARIABLE = "FRINGE_REPORT";

  private static final int LONGEST_BYTES = 4096;
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  /**
   * A dataset that was published.
   *
   * @param rules the state of the one that is worst off; empty without rules
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Product(String did, Optional<String> rules) {}

  /**
   * Makes the report of a run that is done.
   *
   * @param summary the run's {@code <name>-summary.json}
   */
  public static EndReport of(
      Optional<Did> dataset,
      List<ReplicationRule> rules,
      Optional<JsonNode> summary,
      String key,
      Optional<String> reusedFrom) {
    Optional<String> state =
        rules.stream()
            .map(ReplicationRule::state)
            .max(Comparator.comparingInt(Enum::ordinal))
            .map(Enum::name);
    return new EndReport(
        dataset.map(did -> new Product(did.toString(), state)).stream().toList(),
        summary.map(s -> s.path("beam")).filter(JsonNode::isObject).map(EndReport::beam),
        summary.flatMap(s -> flux(s.path("noiseJyPerBeam"))),
        summary.flatMap(s -> flux(s.path("peakJyPerBeam"))),
        key,
        reusedFrom);
  }

  private static String beam(JsonNode beam) {
    return String.format(
        Locale.ROOT,
        "%.3g x %.3g arcsec, %.0f deg",
        beam.path("majorArcsec").asDouble(),
        beam.path("minorArcsec").asDouble(),
        beam.path("positionAngleDeg").asDouble());
  }

  /** In the unit that leaves one to three digits before the point. */
  private static Optional<String> flux(JsonNode jansky) {
    if (!jansky.isNumber()) {
      return Optional.empty();
    }
    double value = jansky.asDouble();
    double size = Math.abs(value);
    String[] units = {"Jy/beam", "mJy/beam", "uJy/beam"};
    int unit = size >= 1 ? 0 : size >= 1e-3 ? 1 : 2;
    return Optional.of(
        String.format(Locale.ROOT, "%.3g %s", value * Math.pow(1000, unit), units[unit]));
  }

  /** Leaves it where this process's environment asks for it. */
  public void leave() throws IOException {
    leave(JSON.writeValueAsString(this));
  }

  /** Leaves words about a failure where this process's environment asks for them. */
  public static void leave(String words) throws IOException {
    Optional<Path> file = file();
    if (file.isPresent()) {
      write(file.get(), words);
    }
  }

  /** What this process has left; empty if nothing. */
  static String left() throws IOException {
    Optional<Path> file = file();
    return file.isPresent() && Files.exists(file.get()) ? Files.readString(file.get()) : "";
  }

  private static Optional<Path> file() {
    return Optional.ofNullable(System.getenv(VARIABLE))
        .filter(file -> !file.isBlank())
        .map(Path::of);
  }

  static void write(Path file, String words) throws IOException {
    byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
    // The file may be a mount of the one file, which cannot be replaced.
    Files.write(file, bytes.length <= LONGEST_BYTES ? bytes : cut(words));
  }

  private static byte[] cut(String words) {
    String kept = words;
    while (kept.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      kept = kept.substring(0, kept.length() - Math.max(1, kept.length() / 50));
    }
    return kept.getBytes(StandardCharsets.UTF_8);
  }
}
