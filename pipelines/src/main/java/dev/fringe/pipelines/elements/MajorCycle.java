package dev.fringe.pipelines.elements;

import dev.fringe.imaging.clean.CleanState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A clean as it stands after a major cycle; its images are in the store. Cycle 0 is the dirty
 * image.
 *
 * @param number of the cycle whose residual is the latest
 * @param states one for each polarisation
 * @param finished whether later cycles pass it through
 * @param history what each minor cycle did
 */
public record MajorCycle(
    int number, List<CleanState> states, boolean finished, List<MinorCycleSummary> history)
    implements Serializable {

  /**
   * What one minor cycle did.
   *
   * @param cycle number of the major cycle, from 1
   * @param polarisation I, Q, ...
   * @param components found in it
   * @param peakJy highest residual at its start
   * @param noiseJy robust noise of the residual at its start
   * @param reason why it ended
   */
  public record MinorCycleSummary(
      int cycle, String polarisation, int components, double peakJy, double noiseJy, String reason)
      implements Serializable {}

  public MajorCycle {
    states = List.copyOf(states);
    history = List.copyOf(history);
  }

  /** Before anything was imaged. */
  public static MajorCycle none() {
    return new MajorCycle(-1, List.of(), false, List.of());
  }

  public MajorCycle finish(List<CleanState> last, List<MinorCycleSummary> summaries) {
    return new MajorCycle(number, last, true, plus(summaries));
  }

  public MajorCycle next(
      List<CleanState> following, boolean last, List<MinorCycleSummary> summaries) {
    return new MajorCycle(number + 1, following, last, plus(summaries));
  }

  private List<MinorCycleSummary> plus(List<MinorCycleSummary> summaries) {
    List<MinorCycleSummary> all = new ArrayList<>(history);
    all.addAll(summaries);
    return all;
  }

  /** Name in the store of the residual (the dirty image, in cycle 0) of a polarisation. */
  public String residual(int polarisation) {
    return "cycle-" + number + "/residual-" + polarisation;
  }

  /** Name in the store of the model of a polarisation; there is none before cycle 1. */
  public String model(int polarisation) {
    return "cycle-" + number + "/model-" + polarisation;
  }

  /** Name in the store of the dirty image of a polarisation. */
  public static String dirty(int polarisation) {
    return "cycle-0/residual-" + polarisation;
  }

  public boolean hasModel() {
    return number > 0;
  }
}
