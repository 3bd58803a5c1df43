package dev.fringe.pipelines.elements;

import dev.fringe.imaging.calibration.ClosurePhases;
import dev.fringe.imaging.calibration.GainTable;
import dev.fringe.imaging.calibration.SelfCalibration;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A self-calibration as it stands; its model is in the store.
 *
 * @param state after the last cycle
 * @param gains that correct the visibilities
 * @param closures how well the model of each cycle fits the closure phases, the start's first
 */
public record Calibration(
    SelfCalibration.State state, GainTable gains, List<ClosurePhases.Fit> closures)
    implements Serializable {

  /** Name in the store. */
  public static final String NAME = "self-calibration";

  public Calibration {
    closures = List.copyOf(closures);
  }

  /** With gains solved once more. */
  public Calibration next(SelfCalibration.State after, GainTable table) {
    List<ClosurePhases.Fit> all = new ArrayList<>(closures);
    all.add(after.closure());
    return new Calibration(after, table, all);
  }

  /** Name in the store of the model against which the next gains are solved. */
  public String model() {
    return NAME + "/model-" + state.cycles();
  }
}
