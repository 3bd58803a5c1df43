package dev.fringe.storage.settings;

import java.io.Serializable;
import java.util.List;

/**
 * Who may have workflows run where people sign in, and how long it is remembered what ran. What
 * somebody submitted they may see and cancel.
 *
 * @param submit groups whose members may submit; empty for members of any group
 * @param see groups whose members may see all runs; empty for whoever may submit
 * @param cancel groups whose members may cancel any run; empty for nobody
 * @param keepDays days for which runs that ended are kept
 * @param keepRuns so many runs that ended are kept at most, the newest
 */
public record WorkflowRules(
    List<String> submit, List<String> see, List<String> cancel, int keepDays, int keepRuns)
    implements Serializable {

  private static final int USUAL_DAYS = 90;
  private static final int USUAL_RUNS = 1000;

  public WorkflowRules {
    submit = List.copyOf(submit);
    see = List.copyOf(see);
    cancel = List.copyOf(cancel);
  }

  public static WorkflowRules standard() {
    return new WorkflowRules(List.of(), List.of(), List.of(), USUAL_DAYS, USUAL_RUNS);
  }
}
