package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Rule;
import dev.fringe.workflow.value.TimeSpan;
import java.util.Optional;

/**
 * Self-calibration: gains of antennas against a model, a better model by clean from what they
 * correct, and again. One gain serves all channels and polarisations of an interval.
 */
@Rule(
    cel = "!has(self.amplitude) || self.amplitude.after < self.cycles",
    message =
        "has as many cycles of phases alone as there are cycles: amplitudes would never be solved;"
            + " write less, or more cycles",
    field = "amplitude")
public record SelfCalibrate(
    @Field(about = "What the first gains are solved against") StartModel start,
    @Field(
            about = "How often gains are solved and a model is made",
            preset = "10",
            min = "1",
            max = "100")
        int cycles,
    @Field(
            about = "How long a phase stays the same",
            preset = "1 min",
            above = "0 s",
            max = "3650 d")
        TimeSpan interval,
    @Field(about = "Amplitudes too", otherwise = "phases alone")
        Optional<AmplitudeCalibration> amplitude,
    @Field(
            about = "The name of the antenna whose phase is 0",
            otherwise = "the first antenna that has a solution")
        Optional<String> referenceAntenna,
    @Field(
            about =
                "Solutions below this signal-to-noise ratio, and of antennas with fewer than two"
                    + " baselines, are given up, and what these antennas measured is flagged",
            preset = "3",
            min = "0",
            max = "1000")
        double minimumSnr) {

  public SelfCalibrate {
    amplitude = Absent.ifNull(amplitude);
    referenceAntenna = Absent.ifNull(referenceAntenna);
  }
}
