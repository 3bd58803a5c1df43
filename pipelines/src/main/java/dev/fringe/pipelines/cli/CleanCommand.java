package dev.fringe.pipelines.cli;

import dev.fringe.pipelines.console.ExitCode;
import dev.fringe.pipelines.console.LineStart;
import dev.fringe.pipelines.run.Handover;
import dev.fringe.pipelines.run.Scratch;
import dev.fringe.pipelines.run.UsageException;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.settings.SettingsFile;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe clean}, which an operator has executed when a workflow is deleted. */
@Command(
    name = "clean",
    hidden = true,
    description = {
      "Removes what the runs of a workflow have kept at spec.scratch, once they have ended.",
      "It is for operators, who tell by " + Handover.OWNER_VARIABLE + " whose runs they were."
    },
    mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "WORKFLOW.yaml", description = "The workflow file.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    Handover.Owner owner =
        Handover.ofThisProcess()
            .owner()
            .orElseThrow(
                () ->
                    new UsageException(Handover.OWNER_VARIABLE + " must say whose runs they were"));
    Workflow workflow = WorkflowReader.read(file, List.of());
    Location where =
        Scratch.remove(
            workflow,
            file.toAbsolutePath().getParent(),
            owner,
            SettingsFile.load(Optional.empty()));
    PrintWriter stderr = spec.commandLine().getErr();
    stderr.println(LineStart.ofThisProcess() + "nothing is left at " + where.shown());
    stderr.flush();
    return ExitCode.DONE;
  }
}
