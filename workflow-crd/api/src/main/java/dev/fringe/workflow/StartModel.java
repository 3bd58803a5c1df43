package dev.fringe.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Rule;
import dev.fringe.workflow.value.Angle;
import dev.fringe.workflow.value.Flux;
import java.util.Optional;

/** The sky that the first gains are solved against: something featureless at the image centre. */
@Rule(
    cel = "self.shape == 'point' || has(self.size)",
    message = "is missing: a disc and a gaussian have a size, such as \"60 uas\"",
    field = "size")
@Rule(
    cel = "self.shape != 'point' || !has(self.size)",
    message = "has no meaning for a point: leave it out, or write shape: disc or shape: gaussian",
    field = "size")
public record StartModel(
    @Field(about = "A point, a disc of even brightness or a round Gaussian", preset = "point")
        Shape shape,
    @Field(
            about = "The disc's diameter, or the Gaussian's full width at half maximum",
            otherwise = "required with disc and gaussian",
            above = "0 arcsec",
            max = "90 deg")
        Optional<Angle> size,
    @Field(
            about =
                "The flux density in all; it has a say only where amplitudes of some antennas are"
                    + " held",
            preset = "1 Jy",
            above = "0 Jy")
        Flux flux) {

  public StartModel {
    size = Absent.ifNull(size);
  }

  /** A form. */
  public enum Shape {
    POINT("point"),
    DISC("disc"),
    GAUSSIAN("gaussian");

    private final String word;

    Shape(String word) {
      this.word = word;
    }

    @Override
    @JsonValue
    public String toString() {
      return word;
    }
  }
}
