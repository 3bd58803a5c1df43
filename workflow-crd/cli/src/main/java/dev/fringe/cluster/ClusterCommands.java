package dev.fringe.cluster;

import dev.fringe.cluster.client.ServerWords;
import dev.fringe.cluster.client.UsageException;
import dev.fringe.storage.settings.SettingsException;
import dev.fringe.workflow.WorkflowException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry of the commands that speak with a cluster. */
@Command(
    name = "fringe",
    description = "Has workflows worked on by a Kubernetes cluster.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SubmitCommand.class,
      GetCommand.class,
      LogsCommand.class,
      CancelCommand.class,
      OperatorCommand.class
    })
public final class ClusterCommands implements Callable<Integer> {
  private static final int HELP_COLUMNS = 100;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private ClusterCommands() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ClusterCommands())
        .setUsageHelpWidth(HELP_COLUMNS)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, command, parsed) -> report(e, command.getErr()));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.DONE;
  }

  private static int report(Exception failure, PrintWriter err) {
    err.println("fringe: " + words(failure));
    err.flush();
    return exitCode(failure);
  }

  static int exitCode(Exception failure) {
    return switch (failure) {
      case WorkflowException e -> ExitCode.BAD_USAGE;
      case UsageException e -> ExitCode.BAD_USAGE;
      case SettingsException e -> ExitCode.BAD_USAGE;
      case KubernetesClientException e when e.getCode() == 404 || e.getCode() == 422 ->
          ExitCode.BAD_USAGE;
      default -> ExitCode.FAILED;
    };
  }

  private static String words(Exception failure) {
    return failure instanceof KubernetesClientException refused
        ? ServerWords.of(refused)
        : failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
