package dev.fringe.pipelines.lake;

import dev.fringe.pipelines.console.ExitCode;
import dev.fringe.pipelines.lake.check.Checkup;
import dev.fringe.pipelines.lake.check.Finding;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fringe lake check}. */
@Command(
    name = "check",
    description =
        "Examines, step by step, whether the settings work: the file, secrets, names, connections,"
            + " sign-in, RSEs, object stores. Says of each what is wrong and what to do.",
    mixinStandardHelpOptions = true,
    footer = {"", "Nothing is changed without --write. Ends with 4 if any step fails."})
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private LakeOptions lake;

  @Option(
      names = "--write",
      description = "Also write, read and delete a tiny object wherever new files could go.")
  private boolean write;

  @Option(names = "--json", description = "Print the findings as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = new ArrayList<>();
    new Checkup(lake.config(), lake.name(), write)
        .run(
            finding -> {
              findings.add(finding);
              if (!json) {
                out.println(finding);
                out.flush();
              }
            });
    long failures = count(findings, Finding.Level.FAIL);
    long warnings = count(findings, Finding.Level.WARN);
    if (json) {
      Json.print(out, findings.stream().map(Finding::toJson).toList());
    } else {
      out.printf(
          "%n%s%n",
          failures == 0 && warnings == 0
              ? "All well."
              : "%d failed, %d to look at.".formatted(failures, warnings));
      out.flush();
    }
    return failures == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static long count(List<Finding> findings, Finding.Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }
}
