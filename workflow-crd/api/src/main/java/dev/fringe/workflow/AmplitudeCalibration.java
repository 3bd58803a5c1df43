package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.value.TimeSpan;
import java.util.List;
import java.util.Optional;

/** Amplitudes of gains, solved once phases have settled. */
public record AmplitudeCalibration(
    @Field(about = "Cycles of phases alone before", preset = "4", min = "0", max = "100") int after,
    @Field(
            about = "How long an amplitude stays the same; not shorter than for phases",
            otherwise = "over the whole observation",
            above = "0 s",
            max = "3650 d")
        Optional<TimeSpan> interval,
    @Field(
            about =
                "Names of the antennas whose amplitudes are solved; all others are right as they"
                    + " are",
            otherwise = "all antennas; their mean is right as it is",
            longest = 64,
            most = 1024)
        List<String> antennas) {

  public AmplitudeCalibration {
    interval = Absent.ifNull(interval);
    antennas = Absent.ifNull(antennas);
  }
}
