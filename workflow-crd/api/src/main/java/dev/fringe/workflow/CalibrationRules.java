package dev.fringe.workflow;

import dev.fringe.workflow.value.TimeSpan;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What no field of a self-calibration can tell alone. */
final class CalibrationRules {

  private final BiConsumer<String, String> refuse;

  /**
   * @param refuse takes the path of a field and what is wrong with it
   */
  CalibrationRules(BiConsumer<String, String> refuse) {
    this.refuse = refuse;
  }

  void check(SelfCalibrate calibration, WorkflowSpec spec) {
    if (spec.clean().algorithm() == Clean.Algorithm.NONE) {
      refuse.accept(
          "spec.selfCalibrate",
          "needs a model, and spec.clean.algorithm is none: write clark or hogbom there, or leave"
              + " this section out");
    }
    StartModel start = calibration.start();
    boolean isPoint = start.shape() == StartModel.Shape.POINT;
    if (!isPoint && start.size().isEmpty()) {
      refuse.accept(
          "spec.selfCalibrate.start.size",
          "is missing: a " + start.shape() + " has a size, such as \"60 uas\"");
    } else if (isPoint && start.size().isPresent()) {
      refuse.accept(
          "spec.selfCalibrate.start.size",
          "has no meaning for a point: leave it out, or write shape: disc or shape: gaussian");
    }
    calibration.amplitude().ifPresent(amplitude -> check(amplitude, calibration));
  }

  private void check(AmplitudeCalibration amplitude, SelfCalibrate calibration) {
    if (amplitude.after() >= calibration.cycles()) {
      refuse.accept(
          "spec.selfCalibrate.amplitude.after",
          "is %d, and there are %d cycles: amplitudes would never be solved; write less, or more cycles"
              .formatted(amplitude.after(), calibration.cycles()));
    }
    Optional<TimeSpan> interval = amplitude.interval();
    if (interval.isPresent() && interval.get().compareTo(calibration.interval()) < 0) {
      refuse.accept(
          "spec.selfCalibrate.amplitude.interval",
          "\"%s\" is shorter than the interval of phases, \"%s\": write at least that"
              .formatted(interval.get(), calibration.interval()));
    }
  }
}
