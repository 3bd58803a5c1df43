package dev.fringe.pipelines.lake;

import dev.fringe.pipelines.console.ExitCode;
import dev.fringe.pipelines.console.Screen;
import dev.fringe.pipelines.run.UsageException;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.RuleWatch;
import dev.fringe.storage.lake.Wait;
import dev.fringe.workflow.value.TimeSpan;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe lake rules}. */
@Command(
    name = "rules",
    description = "Shows the rules that keep a dataset or file, adds one, or watches them.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  fringe lake rules demo:first-light --watch",
      "  fringe lake rules demo:first-light --add tier=1 --copies 2 --lifetime \"30 d\"",
      "",
      "A rule that asks for the same again is found, not made twice. --watch ends with 0 once"
          + " every",
      "copy is there, and with 4 if one is not when its time is over, or if a rule is suspended."
    })
final class RulesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private LakeOptions lake;

  @Parameters(
      paramLabel = "SCOPE:NAME",
      converter = Converters.OfDid.class,
      description = "The DID of a dataset or file.")
  private Did did;

  @Option(
      names = "--add",
      paramLabel = "EXPRESSION",
      converter = Converters.OfRses.class,
      description = "Ask for copies at these RSEs, such as tier=1.")
  private Optional<RseExpression> added;

  @Mixin private RuleOptions ruleOptions;

  @Option(names = "--watch", description = "Wait until all copies are there.")
  private boolean watch;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Converters.OfTime.class,
      defaultValue = "1 d",
      description = "Watch no longer than this (default: ${DEFAULT-VALUE}).")
  private TimeSpan patience;

  @Option(names = "--json", description = "Print the rules as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (added.isEmpty() && (given("--copies") || given("--lifetime"))) {
      throw new UsageException("--copies and --lifetime need --add EXPRESSION");
    }
    try (DataLake opened = lake.open()) {
      if (added.isPresent()) {
        opened.addRule(did, ruleOptions.request(added.get()));
      }
      List<ReplicationRule> rules = opened.rules(did);
      if (watch) {
        rules = watch(opened, rules);
      }
      print(rules);
      boolean allThere = rules.stream().allMatch(rule -> rule.state() == ReplicationRule.State.OK);
      return watch && !allThere ? ExitCode.FAILED : ExitCode.DONE;
    }
  }

  private boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private List<ReplicationRule> watch(DataLake opened, List<ReplicationRule> rules)
      throws IOException {
    Screen screen = Screen.ofThisProcess();
    Map<String, ReplicationRule> shown = new HashMap<>();
    try {
      return RuleWatch.of(opened)
          .until(
              Wait.ALL,
              rules,
              patience.toDuration(),
              rule -> {
                boolean isNews = !rule.equals(shown.put(rule.id(), rule));
                if (screen.isTerminal()) {
                  double share =
                      shown.values().stream().mapToDouble(RuleText::share).average().orElse(1);
                  screen.bar(share, "%s: %s".formatted(rule.rses(), rule.state()));
                } else if (isNews && rule.state() != ReplicationRule.State.OK) {
                  screen.line(RuleText.of(rule));
                }
              });
    } finally {
      screen.clear();
    }
  }

  private void print(List<ReplicationRule> rules) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, rules.stream().map(Json::rule).toList());
      return;
    }
    if (rules.isEmpty()) {
      out.printf("no rule keeps %s itself%n", did);
    }
    rules.forEach(rule -> out.println(RuleText.of(rule)));
    out.flush();
  }
}
