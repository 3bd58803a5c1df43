package dev.fringe.pipelines.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fringe.imaging.sky.Sexagesimal;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.pipelines.field.FieldOfView;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A survey in words and as JSON. */
record SurveyReport(String file, ObservationSurvey survey) {

  private static final double MJD_OF_1970 = 40_587;
  private static final double ARCSECOND = Math.toRadians(1.0 / 3600);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Lines of a name and a value, aligned. */
  String text() {
    Observation o = survey.observation();
    List<String[]> lines = new ArrayList<>();
    lines.add(line("File", file));
    lines.add(line("Telescope", orUnknown(o.telescope()) + instrument(o)));
    lines.add(line("Source", orUnknown(o.object())));
    lines.add(line("Phase centre", position(o)));
    lines.add(line("Time", times()));
    lines.add(line("Antennas", antennas()));
    lines.add(line("Baselines", baselines()));
    lines.add(line("Frequency", frequencies()));
    for (int i = 0; i < o.windows().size() && o.windows().size() > 1; i++) {
      lines.add(line(i == 0 ? "Windows" : "", window(o.windows().get(i))));
    }
    lines.add(line("Products", products()));
    lines.add(line("Rows", rows()));
    lines.add(line("Visibilities", visibilities()));
    if (survey.hasUnflagged()) {
      lines.add(
          line(
              "Amplitudes",
              format(
                  "median %.3g, 0.1 %% to 99.9 %%: %.3g to %.3g",
                  survey.medianAmplitude(), survey.lowestAmplitude(), survey.highestAmplitude())));
    }
    if (survey.longestWavelengths() > 0) {
      FieldOfView field = survey.fieldOfView();
      lines.add(line("Resolution", angle(survey.resolutionRadians()) + " (λ/b, longest)"));
      lines.add(line("Largest scale", angle(survey.largestScaleRadians()) + " (λ/b, shortest)"));
      lines.add(line("Field of view", angle(field.radians()) + ", " + field.limit()));
      lines.add(line("Suggested image", suggestion()));
    }
    if (!survey.hasUnflagged()) {
      lines.add(line("Note", "nothing to image: every visibility is flagged"));
    }
    return lines.stream()
        .map(l -> format("%-16s %s", l[0], l[1]).stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  /** The same in numbers; units stand in the names, null where a file does not tell. */
  ObjectNode json() {
    Observation o = survey.observation();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", file).put("telescope", o.telescope()).put("instrument", o.instrument());
    json.put("object", o.object()).put("observer", o.observer());
    json.put("rightAscensionDegrees", Math.toDegrees(o.rightAscensionRadians()));
    json.put("declinationDegrees", Math.toDegrees(o.declinationRadians()));
    json.put("equinox", o.equinox());
    json.set("start", time(survey.startMjd()));
    json.set("end", time(survey.endMjd()));
    json.put("times", survey.times());
    json.set("durationSeconds", number(survey.durationSeconds()));
    json.put("integrationSeconds", survey.integrationSeconds());
    json.put("antennas", o.antennas().size()).put("antennasUsed", survey.antennasUsed());
    var names = json.putArray("antennaNames");
    o.antennas().forEach(antenna -> names.add(antenna.name()));
    json.put("baselines", survey.baselines());
    json.put("shortestBaselineMetres", survey.shortestMetres());
    json.put("longestBaselineMetres", survey.longestMetres());
    json.put("shortestBaselineWavelengths", survey.shortestWavelengths());
    json.put("longestBaselineWavelengths", survey.longestWavelengths());
    var windows = json.putArray("windows");
    for (SpectralWindow window : o.windows()) {
      windows
          .addObject()
          .put("firstChannelHz", window.firstChannelHz())
          .put("channelWidthHz", window.channelWidthHz())
          .put("channels", window.channels());
    }
    var products = json.putArray("correlations");
    o.correlations().forEach(product -> products.add(product.name()));
    json.put("rows", survey.rows()).put("autocorrelationRows", survey.autocorrelationRows());
    json.put("visibilities", survey.visibilities()).put("flagged", survey.flagged());
    json.put("flaggedShare", survey.flaggedShare()).put("notFinite", survey.notFinite());
    json.put("medianAmplitude", survey.medianAmplitude());
    if (survey.longestWavelengths() > 0) {
      FieldOfView field = survey.fieldOfView();
      json.put("resolutionArcseconds", survey.resolutionRadians() / ARCSECOND);
      json.set("largestScaleArcseconds", number(survey.largestScaleRadians() / ARCSECOND));
      json.put("fieldOfViewArcseconds", field.radians() / ARCSECOND);
      json.put("fieldOfViewLimit", field.limit());
      json.put("suggestedCellArcseconds", survey.suggestedCellRadians() / ARCSECOND);
      json.put("suggestedSize", survey.suggestedSize());
    }
    return json;
  }

  private static String[] line(String name, String value) {
    return new String[] {name, value};
  }

  private static String orUnknown(String text) {
    return text.isBlank() ? "not told" : text;
  }

  private static String instrument(Observation o) {
    return o.instrument().isBlank() || o.instrument().equals(o.telescope())
        ? ""
        : " (" + o.instrument() + ")";
  }

  private static String position(Observation o) {
    SkyPosition centre = new SkyPosition(o.rightAscensionRadians(), o.declinationRadians());
    return format(
        "%s %s (equinox %s)",
        Sexagesimal.ofHours(centre.rightAscensionRadians(), 3),
        Sexagesimal.ofDegrees(centre.declinationRadians(), 2),
        plain(o.equinox()));
  }

  private String times() {
    if (survey.rows() == 0) {
      return "none";
    }
    return format(
        "%s to %s UTC; %s, %s, integrations of %s",
        TIME.format(instant(survey.startMjd())),
        TIME.format(instant(survey.endMjd())),
        span(survey.durationSeconds()),
        count(survey.times(), "time"),
        survey.integrationSeconds() > 0
            ? digits(survey.integrationSeconds()) + " s"
            : "unknown length");
  }

  private String antennas() {
    Observation o = survey.observation();
    String names =
        o.antennas().stream()
            .map(a -> a.name().isBlank() ? Integer.toString(a.number()) : a.name().strip())
            .limit(12)
            .collect(Collectors.joining(" "));
    double dish = o.antennas().stream().mapToDouble(a -> a.diameterMetres()).max().orElse(0);
    return format(
        "%d, %d with data%s: %s%s",
        o.antennas().size(),
        survey.antennasUsed(),
        dish > 0 ? ", dishes of " + digits(dish) + " m" : "",
        names,
        o.antennas().size() > 12 ? " ..." : "");
  }

  private String baselines() {
    return survey.baselines() == 0
        ? "none"
        : format(
            "%d; projected %s to %s, %s to %s",
            survey.baselines(),
            metres(survey.shortestMetres()),
            metres(survey.longestMetres()),
            wavelengths(survey.shortestWavelengths()),
            wavelengths(survey.longestWavelengths()));
  }

  private String frequencies() {
    Observation o = survey.observation();
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    double bandwidth = 0;
    for (SpectralWindow window : o.windows()) {
      double last = window.frequencyHz(window.channels() - 1);
      low = Math.min(low, Math.min(window.firstChannelHz(), last));
      high = Math.max(high, Math.max(window.firstChannelHz(), last));
      bandwidth += Math.abs(window.channelWidthHz()) * window.channels();
    }
    return format(
        "%s to %s, %s in %s, bandwidth %s",
        hertz(low),
        hertz(high),
        count(o.channels(), "channel"),
        count(o.windows().size(), "window"),
        hertz(bandwidth));
  }

  private static String window(SpectralWindow window) {
    return format(
        "%s, %d x %s",
        hertz(window.firstChannelHz()), window.channels(), hertz(window.channelWidthHz()));
  }

  private String products() {
    return survey.observation().correlations().stream()
        .map(Enum::name)
        .collect(Collectors.joining(" "));
  }

  private String rows() {
    return survey.rows() + ", of which " + count(survey.autocorrelationRows(), "autocorrelation");
  }

  private String visibilities() {
    return format(
        "%d, %.2f %% flagged%s",
        survey.visibilities(),
        100 * survey.flaggedShare(),
        survey.notFinite() > 0 ? format(" (%d of them not finite)", survey.notFinite()) : "");
  }

  private String suggestion() {
    return format(
        "%d x %d pixels of %s",
        survey.suggestedSize(), survey.suggestedSize(), angle(survey.suggestedCellRadians()));
  }

  private static String angle(double radians) {
    double arcseconds = radians / ARCSECOND;
    if (Double.isInfinite(arcseconds)) {
      return "unlimited";
    }
    if (arcseconds >= 3600) {
      return digits(arcseconds / 3600) + " deg";
    }
    if (arcseconds >= 120) {
      return digits(arcseconds / 60) + " arcmin";
    }
    if (arcseconds >= 0.5) {
      return digits(arcseconds) + " arcsec";
    }
    return arcseconds >= 5e-4
        ? digits(arcseconds * 1e3) + " mas"
        : digits(arcseconds * 1e6) + " µas";
  }

  private static String metres(double metres) {
    return metres >= 1e4 ? digits(metres / 1e3) + " km" : digits(metres) + " m";
  }

  private static String wavelengths(double number) {
    return number >= 1e9
        ? digits(number / 1e9) + " Gλ"
        : number >= 1e6
            ? digits(number / 1e6) + " Mλ"
            : number >= 1e3 ? digits(number / 1e3) + " kλ" : digits(number) + " λ";
  }

  private static String hertz(double hertz) {
    double size = Math.abs(hertz);
    return size >= 1e9
        ? plain(hertz / 1e9) + " GHz"
        : size >= 1e6
            ? plain(hertz / 1e6) + " MHz"
            : size >= 1e3 ? plain(hertz / 1e3) + " kHz" : plain(hertz) + " Hz";
  }

  private static String span(double seconds) {
    return seconds >= 5400
        ? digits(seconds / 3600) + " h"
        : seconds >= 90 ? digits(seconds / 60) + " min" : digits(seconds) + " s";
  }

  /** Four digits, without trailing zeros. */
  private static String digits(double value) {
    return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** Up to seven digits, without trailing zeros. */
  private static String plain(double value) {
    return new BigDecimal(value, new MathContext(7)).stripTrailingZeros().toPlainString();
  }

  private static Instant instant(double mjd) {
    return Instant.ofEpochMilli(Math.round((mjd - MJD_OF_1970) * 86_400_000));
  }

  private static JsonNode time(double mjd) {
    return Double.isFinite(mjd)
        ? JsonNodeFactory.instance.textNode(instant(mjd).toString())
        : JsonNodeFactory.instance.nullNode();
  }

  private static JsonNode number(double value) {
    return Double.isFinite(value)
        ? JsonNodeFactory.instance.numberNode(value)
        : JsonNodeFactory.instance.nullNode();
  }

  @SuppressWarnings("AnnotateFormatMethod") // Error Prone's annotations are no dependency of ours.
  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
