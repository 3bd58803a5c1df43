package dev.fringe.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Rule;
import dev.fringe.workflow.value.Threshold;
import java.util.Optional;

/** The deconvolution: minor cycles on the image within Schwab-Cotton major cycles. */
@Rule(
    cel = "!has(self.autoMask) || !valid(self.autoMask) || value(self.autoMask) > 0.0",
    message = "masks nothing: write more than 0, such as \"5 sigma\"",
    field = "autoMask")
@Rule(
    cel =
        "!has(self.autoMask) || self.autoMask.matches('sigma|σ') !="
            + " self.threshold.matches('sigma|σ') || value(self.autoMask) <= 0.0 ||"
            + " value(self.autoMask) >= value(self.threshold)",
    message = "is below the threshold, where cleaning ends: write at least that",
    field = "autoMask")
public record Clean(
    @Field(
            about =
                "The minor cycle; none makes a dirty image only, and the rest of this section then"
                    + " has no say",
            preset = "clark")
        Algorithm algorithm,
    @Field(
            about = "The most components that are taken, over all major cycles",
            preset = "20000",
            min = "1",
            max = "1000000000")
        int iterations,
    @Field(
            about = "The share of the peak that one component takes",
            preset = "0.1",
            above = "0",
            max = "1")
        double gain,
    @Field(
            about =
                "How far one major cycle cleans: down to (1 - majorGain) of the peak it began with",
            preset = "0.8",
            above = "0",
            max = "1")
        double majorGain,
    @Field(
            about = "Cleaning ends at this residual peak: a flux per beam, or times the noise",
            preset = "3 sigma")
        Threshold threshold,
    @Field(
            about =
                "Components are found only around what once stood above this level; a flux per"
                    + " beam, or times the noise",
            otherwise = "components are found anywhere")
        Optional<Threshold> autoMask,
    @Field(about = "Where components may be", otherwise = "anywhere in the image")
        Optional<Mask> mask,
    @Field(
            about = "The most major cycles; converged ones cost nothing",
            preset = "8",
            min = "1",
            max = "64")
        int majorCycles) {

  public Clean {
    autoMask = Absent.ifNull(autoMask);
    mask = Absent.ifNull(mask);
  }

  /** A way to find components. */
  public enum Algorithm {
    CLARK("clark"),
    HOGBOM("hogbom"),
    NONE("none");

    private final String word;

    Algorithm(String word) {
      this.word = word;
    }

    @Override
    @JsonValue
    public String toString() {
      return word;
    }
  }
}
