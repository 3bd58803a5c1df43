package dev.fringe.bridge.cli;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.settings.SettingsException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's entry. */
@Command(
    name = "fringe",
    description = "Serves what is in a data lake.",
    mixinStandardHelpOptions = true,
    subcommands = ServeCommand.class)
public final class BridgeCommands implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(BridgeCommands.class);
  private static final int HELP_COLUMNS = 100;

  static final int DONE = 0;
  private static final int BAD_USAGE = 2;
  private static final int BAD_DATA = 3;
  private static final int FAILED = 4;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private BridgeCommands() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new BridgeCommands())
        .setUsageHelpWidth(HELP_COLUMNS)
        .setExecutionExceptionHandler((e, command, parsed) -> report(e, command.getErr()));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int report(Exception failure, PrintWriter err) {
    LOG.debug("the command failed", failure);
    err.println(
        "fringe: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage()));
    err.flush();
    return switch (failure) {
      case SettingsException e -> BAD_USAGE;
      case UsageException e -> BAD_USAGE;
      case LakeException.NotFound e -> BAD_USAGE;
      case BadDataException e -> BAD_DATA;
      default -> FAILED;
    };
  }
}
