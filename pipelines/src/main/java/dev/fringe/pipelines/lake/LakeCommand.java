package dev.fringe.pipelines.lake;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fringe lake}. */
@Command(
    name = "lake",
    description = "Lists, shows, fetches, uploads and verifies what is in a data lake.",
    mixinStandardHelpOptions = true,
    subcommands = {
      LsCommand.class,
      ShowCommand.class,
      GetCommand.class,
      PutCommand.class,
      RulesCommand.class,
      VerifyCommand.class,
      CheckCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  fringe lake ls                                       scopes",
      "  fringe lake ls demo                                  datasets of a scope",
      "  fringe lake show demo:first-light                    files, replicas, rules, metadata",
      "  fringe lake get demo:first-light --to images         download, verified; goes on after a"
          + " kill",
      "  fringe lake put a.fits demo:a.fits --rule tier=1 --copies 2",
      "  fringe lake rules demo:first-light --watch           until all copies are there",
      "  fringe lake verify demo:first-light                  every byte of every replica",
      "  fringe lake check                                    what works of the settings, what does"
          + " not",
      "",
      "Lakes are named in ~/.config/fringe/fringe.yaml (or FRINGE_CONFIG, or --config FILE).",
      "Without settings the lake is the folder fringe-lake. --json gives what programs want."
    })
public final class LakeCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
