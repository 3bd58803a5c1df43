package dev.fringe.pipelines.cli;

import dev.fringe.pipelines.console.ExitCode;
import dev.fringe.pipelines.console.LineStart;
import dev.fringe.pipelines.inspect.InspectCommand;
import dev.fringe.pipelines.lake.LakeCommand;
import dev.fringe.pipelines.products.Version;
import dev.fringe.pipelines.report.EndReport;
import dev.fringe.pipelines.run.UsageException;
import dev.fringe.pipelines.simulate.SimulateCommand;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.settings.SettingsException;
import dev.fringe.workflow.WorkflowException;
import java.io.IOException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line's entry. */
@Command(
    name = "fringe",
    description = "Turns radio-telescope visibilities into images that are published and found.",
    mixinStandardHelpOptions = true,
    versionProvider = Fringe.VersionProvider.class,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      SimulateCommand.class,
      InspectCommand.class,
      LakeCommand.class,
      CleanCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:bad usage, a workflow or settings with faults, a name that is not in the lake: nothing was"
          + " started",
      "3:bad data: the input cannot be read or imaged, a replica has wrong bytes",
      "4:failed: started again, a run goes on from its last finished step"
    },
    footer = {
      "",
      "For those who look for products:",
      "  serve      Serves a data lake to browsers, notebooks and VO tools.",
      "",
      "On a Kubernetes cluster, by the kubeconfig; each has a --help of its own:",
      "  submit     Has the cluster work on a workflow.",
      "  get        Tells how workflows are getting on.",
      "  logs       Prints what a workflow has logged.",
      "  cancel     Ends workflows, or suspends them.",
      "  operator   Has the cluster's workflows worked on, until it is stopped.",
      "",
      "FRINGE_LOG=INFO or DEBUG shows what Beam and Flink do, and where an error came from."
    })
public final class Fringe implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Fringe.class);

  private static final int HELP_COLUMNS = 100;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Fringe())
        .setUsageHelpWidth(HELP_COLUMNS)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, command, parsed) -> report(e, command.getErr()));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Tells the user in words, and the log where it came from. */
  private static int report(Exception failure, PrintWriter err) {
    LOG.debug("the command failed", failure);
    String words = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    err.println(LineStart.ofThisProcess() + "fringe: " + words);
    err.flush();
    try {
      EndReport.leave(words);
    } catch (IOException e) {
      LOG.warn("the report was not left: {}", e.toString());
    }
    return switch (failure) {
      case WorkflowException e -> ExitCode.BAD_USAGE;
      case UsageException e -> ExitCode.BAD_USAGE;
      case SettingsException e -> ExitCode.BAD_USAGE;
      case LakeException.NotFound e -> ExitCode.BAD_USAGE;
      case LakeException.DidTaken e -> ExitCode.BAD_USAGE;
      case LakeException.DatasetClosed e -> ExitCode.BAD_USAGE;
      case LakeException.InsufficientTargetRses e -> ExitCode.BAD_USAGE;
      case BadDataException e -> ExitCode.BAD_DATA;
      default -> ExitCode.FAILED;
    };
  }

  static final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Version.software(), "Java " + Runtime.version()};
    }
  }
}
