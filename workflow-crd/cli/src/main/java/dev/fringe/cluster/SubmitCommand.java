package dev.fringe.cluster;

import dev.fringe.cluster.client.UsageException;
import dev.fringe.cluster.client.Workflows;
import dev.fringe.workflow.Input;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowReader;
import dev.fringe.workflow.schedule.Schedule;
import dev.fringe.workflow.schedule.ScheduleReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe submit}. */
@Command(
    name = "submit",
    description = "Has a cluster work on a workflow, or follow a schedule.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  fringe submit m87.yaml --watch",
      "  fringe submit m87.yaml -n astronomy --set image.size=2048 --set metadata.name=m87-wide",
      "",
      "The file is checked here first, as fringe run does. Submitted again, the same workflow is"
          + " left as it is; a schedule is changed to what the file says."
    })
final class SubmitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Parameters(paramLabel = "WORKFLOW.yaml", description = "The workflow file, or a schedule's.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a field of the workflow, such as image.size=2048. May be repeated.")
  private List<String> fields = new ArrayList<>();

  @Option(names = "--watch", description = "Show how it gets on, and end when it does.")
  private boolean isWatched;

  @Option(
      names = "--dry-run",
      description = "Have the cluster judge the workflow, and change nothing.")
  private boolean isDryRun;

  @Override
  public Integer call() throws InterruptedException {
    if (!Files.isRegularFile(file)) {
      throw new UsageException(file + " is not a file: a workflow in YAML is needed");
    }
    if (ScheduleReader.isSchedule(file)) {
      return submitSchedule(ScheduleReader.read(file, fields));
    }
    Workflow workflow = WorkflowReader.read(file, fields);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Workflows workflows = cluster.connect(workflow.metadata().namespace())) {
      for (Input input : workflow.spec().inputs()) {
        input
            .file()
            .filter(path -> !path.contains("://"))
            .ifPresent(
                path ->
                    err.println(
                        "fringe: note: the input "
                            + path
                            + " is a file, and must be there for the cluster's workers; a did or an"
                            + " address is found from everywhere"));
      }
      err.flush();
      Workflows.Submission submission = workflows.submit(workflow, isDryRun);
      String name = workflows.namespace() + "/" + workflow.name();
      if (isDryRun) {
        out.println(name + " would be accepted");
      } else {
        out.println(name + " " + submission);
      }
      out.flush();
      return isWatched && !isDryRun
          ? Watching.untilTheEnd(workflows, workflow.name(), out)
          : ExitCode.DONE;
    }
  }

  private int submitSchedule(Schedule schedule) {
    if (isWatched) {
      throw new UsageException("--watch is for workflows: a schedule has no end");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Workflows workflows = cluster.connect(schedule.namespace())) {
      String done = new Schedules(workflows).submit(schedule, isDryRun);
      out.println("schedule " + workflows.namespace() + "/" + schedule.name() + " " + done);
      out.flush();
    }
    return ExitCode.DONE;
  }
}
