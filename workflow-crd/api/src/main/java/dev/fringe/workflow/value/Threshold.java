package dev.fringe.workflow.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.value.UnitTable.Unit;
import java.io.Serializable;

/**
 * A level of brightness: a flux per beam, or so many times the noise of the image. Never below 0.
 */
public sealed interface Threshold extends Serializable {

  /** The level in Jy per beam where the noise is {@code noiseJansky}. */
  double jansky(double noiseJansky);

  /** So many times the noise: {@code 3 sigma}. */
  record Sigmas(double count) implements Threshold {
    @Override
    public double jansky(double noiseJansky) {
      return count * noiseJansky;
    }

    @Override
    @JsonValue
    public String toString() {
      return Text.UNITS.format(count, Text.SIGMAS);
    }
  }

  /** A fixed level: {@code 1 mJy}. */
  record Level(Flux flux) implements Threshold {
    @Override
    public double jansky(double noiseJansky) {
      return flux.jansky();
    }

    @Override
    @JsonValue
    public String toString() {
      return flux.toString();
    }
  }

  /**
   * @throws UnreadableValueException if the text is no flux and no number of sigmas, or negative
   */
  @JsonCreator
  static Threshold parse(String text) {
    UnitTable.Measured measured = Text.UNITS.parse(text);
    if (measured.value() < 0) {
      throw new UnreadableValueException(
          "\"" + text + "\" is negative: a threshold is at least 0, such as \"3 sigma\"");
    }
    return measured.dimension().equals(Text.SIGMAS)
        ? new Sigmas(measured.value())
        : new Level(Flux.ofJansky(measured.value()));
  }

  /** How thresholds are written. */
  final class Text {
    private static final String SIGMAS = "sigmas";

    static final UnitTable UNITS =
        new UnitTable(
            "a threshold",
            "3 sigma",
            Unit.of("uJy", Flux.FLUX, "1e-6", "µJy", "μJy"),
            Unit.of("mJy", Flux.FLUX, "1e-3"),
            Unit.of("Jy", Flux.FLUX, "1"),
            Unit.of("sigma", SIGMAS, "1", "σ"));

    private Text() {}
  }
}
