package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Rule;
import dev.fringe.workflow.value.TimeSpan;
import java.util.Optional;

/** So many copies on storage elements of a kind, for a while. */
@Rule(
    cel = "self.rses.split('(').size() == self.rses.split(')').size()",
    message = "is no RSE expression: its parentheses do not match",
    field = "rses")
public record ReplicationRule(
    @Field(
            about = "An RSE expression: which storage elements may hold the copies",
            pattern = "[A-Za-z0-9_.,=<>|&\\\\()* -]+",
            patternInWords =
                "an RSE expression, such as \"tier=1\", \"country=SE|country=NL\" or LAPTOP_A")
        String rses,
    @Field(about = "How many of them hold a copy", preset = "1", min = "1", max = "100") int copies,
    @Field(
            about = "How long the copies are kept",
            otherwise = "without end",
            min = "1 s",
            max = "36500 d")
        Optional<TimeSpan> lifetime) {

  public ReplicationRule {
    lifetime = Absent.ifNull(lifetime);
  }
}
