package dev.fringe.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Rule;
import dev.fringe.workflow.value.Angle;
import java.util.List;
import java.util.Optional;

/** How visibilities weigh in the image: for sensitivity, for resolution, or between the two. */
@Rule(
    cel = "!has(self.robust) || self.scheme == 'briggs'",
    message = "has a meaning only with the scheme briggs: leave it out, or write scheme: briggs",
    field = "robust")
@Rule(
    cel =
        "!has(self.antennas) || self.antennas.all(a, self.antennas.exists_one(b, a.antenna =="
            + " b.antenna))",
    message = "has an antenna twice: write one factor for it",
    field = "antennas")
public record Weighting(
    @Field(
            about =
                "natural: each by its noise, most sensitive; uniform: each cell of the uv plane"
                    + " alike, sharpest; briggs: between the two, by robust",
            preset = "briggs")
        Scheme scheme,
    @Field(
            about = "With briggs: -2 is close to uniform, 2 close to natural",
            otherwise = "0 with briggs",
            min = "-2",
            max = "2")
        Optional<Double> robust,
    @Field(
            about =
                "A Gaussian taper of the uv plane, told by its full width at half maximum on the"
                    + " sky",
            otherwise = "no taper",
            above = "0 arcsec",
            max = "180 deg")
        Optional<Angle> taper,
    @Field(
            about =
                "Antennas that weigh more or less than the files say: one that is far more"
                    + " sensitive than the others would decide alone",
            otherwise = "as the files say",
            most = 512)
        List<AntennaFactor> antennas) {

  public Weighting {
    robust = Absent.ifNull(robust);
    taper = Absent.ifNull(taper);
    antennas = Absent.ifNull(antennas);
    if (scheme == Scheme.BRIGGS && robust.isEmpty()) {
      robust = Optional.of(0.0);
    }
  }

  /** A way to weigh visibilities. */
  public enum Scheme {
    NATURAL("natural"),
    UNIFORM("uniform"),
    BRIGGS("briggs");

    private final String word;

    Scheme(String word) {
      this.word = word;
    }

    @Override
    @JsonValue
    public String toString() {
      return word;
    }
  }
}
