package dev.fringe.pipelines.console;

/** What lines of this process begin with: in a cluster, whose run it is. */
public final class LineStart {
  /** The variable by which an operator tells it, as {@code namespace/name}. */
  public static final String VARIABLE = "FRINGE_WORKFLOW";

  private LineStart() {}

  /** The workflow and a space; empty where no operator has started this process. */
  public static String ofThisProcess() {
    String workflow = System.getenv(VARIABLE);
    return workflow == null || workflow.isBlank() ? "" : workflow + " ";
  }
}
