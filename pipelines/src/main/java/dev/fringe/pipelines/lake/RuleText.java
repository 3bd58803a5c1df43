package dev.fringe.pipelines.lake;

import dev.fringe.pipelines.console.Screen;
import dev.fringe.storage.lake.ReplicationRule;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A rule in a line or two. */
final class RuleText {

  private RuleText() {}

  static String of(ReplicationRule rule) {
    String expires =
        rule.expires()
            .map(instant -> "until " + instant.truncatedTo(ChronoUnit.SECONDS))
            .orElse("for ever");
    String error = rule.error().isEmpty() ? "" : "\n    " + rule.error();
    return String.format(
        Locale.ROOT,
        "%s %-11s %d of %d copies of files%s; %s, %d %s at %s, %s  (%s)%s",
        Screen.barOf(share(rule), Screen.canDraw()),
        rule.state(),
        rule.ok(),
        rule.wanted(),
        rule.stuck() > 0 ? ", " + rule.stuck() + " stuck" : "",
        rule.rses(),
        rule.copies(),
        rule.copies() == 1 ? "copy" : "copies",
        rule.chosen().isEmpty() ? "RSEs still to be chosen" : String.join(", ", rule.chosen()),
        expires,
        rule.id(),
        error);
  }

  /** Copies that are there, of those wanted: 0 to 1. */
  static double share(ReplicationRule rule) {
    if (rule.wanted() == 0) {
      return rule.state() == ReplicationRule.State.OK ? 1 : 0;
    }
    return (double) rule.ok() / rule.wanted();
  }
}
