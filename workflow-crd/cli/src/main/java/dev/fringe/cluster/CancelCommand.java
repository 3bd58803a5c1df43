package dev.fringe.cluster;

import dev.fringe.cluster.client.UsageException;
import dev.fringe.cluster.client.Workflows;
import dev.fringe.workflow.Scheduling;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe cancel}. */
@Command(
    name = "cancel",
    description = {
      "Ends the work on workflows, and deletes them from the cluster. What they have published"
          + " stays in the lake.",
      "With --keep a workflow is suspended in place of deleted, and goes on by --resume from its"
          + " last finished step."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  fringe cancel m87", "  fringe cancel m87 --keep"})
final class CancelCommand implements Callable<Integer> {
  private static final int PATIENCE_SECONDS = 120;

  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "Names of workflows.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--keep", description = "Suspend only: the work ends, the workflow stays.")
  private boolean isKept;

  @Option(names = "--resume", description = "Let suspended workflows go on.")
  private boolean isResumed;

  @Override
  public Integer call() {
    if (isKept && isResumed) {
      throw new UsageException("--keep suspends and --resume lets go on: write one of them");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Workflows workflows = cluster.connect(Optional.empty())) {
      // All are looked for before one is touched.
      names.forEach(workflows::get);
      for (String name : names) {
        out.println(name + change(workflows, name));
        out.flush();
      }
    }
    return ExitCode.DONE;
  }

  private String change(Workflows workflows, String name) {
    if (isKept) {
      workflows.schedule(name, Map.of("state", Scheduling.State.SUSPENDED.toString()));
      return " is suspended";
    } else if (isResumed) {
      workflows.schedule(name, Map.of("state", Scheduling.State.RUNNING.toString()));
      return " goes on";
    }
    workflows.delete(name);
    var gone =
        workflows
            .named(name)
            .waitUntilCondition(java.util.Objects::isNull, PATIENCE_SECONDS, TimeUnit.SECONDS);
    return gone == null
        ? " has ended, and is deleted"
        : " is ending: its operator has not finished with it yet";
  }
}
