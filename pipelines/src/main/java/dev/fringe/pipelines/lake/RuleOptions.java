package dev.fringe.pipelines.lake;

import dev.fringe.pipelines.run.UsageException;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.workflow.value.TimeSpan;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How many copies, for how long. */
final class RuleOptions {

  @Option(
      names = "--copies",
      paramLabel = "N",
      defaultValue = "1",
      description = "RSEs that shall hold every file (default: ${DEFAULT-VALUE}).")
  private int copies;

  @Option(
      names = "--lifetime",
      paramLabel = "TIME",
      converter = Converters.OfTime.class,
      description = "After which the rule ends, such as \"30 d\" (default: never).")
  private Optional<TimeSpan> lifetime;

  RuleRequest request(RseExpression rses) {
    try {
      return new RuleRequest(rses, copies, lifetime.map(TimeSpan::toDuration));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--" + wrong.getMessage());
    }
  }
}
