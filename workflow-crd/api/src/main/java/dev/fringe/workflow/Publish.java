package dev.fringe.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Rule;
import java.util.List;
import java.util.Optional;

/** Under which names the products enter the data lake, and how they are replicated there. */
@Rule(
    cel =
        "!has(self.rules) || self.rules.all(a, self.rules.exists_one(b, a.rses == b.rses &&"
            + " a.copies == b.copies))",
    message = "has two rules that ask for the same copies: keep one of them",
    field = "rules")
public record Publish(
    @Field(
            about = "The scope of the products' data identifiers",
            pattern = "[A-Za-z0-9_.-]{1,25}",
            patternInWords = "at most 25 letters, digits, and _ . -, such as demo")
        String scope,
    @Field(
            about = "The dataset that holds the products",
            otherwise = "the workflow's name",
            pattern = "[A-Za-z0-9][A-Za-z0-9_.-]{0,249}",
            patternInWords = "at most 250 letters, digits, and _ . -, such as first-light")
        Optional<String> dataset,
    @Field(about = "Rules of replication", otherwise = "one copy, where it was made", most = 100)
        List<ReplicationRule> rules,
    @Field(
            name = "wait",
            about =
                "How far the rules must be before the run ends: complete in one place, a copy by"
                    + " each rule, or every copy",
            preset = "none")
        @JsonProperty("wait")
        PublishWait waitFor) {

  public Publish {
    dataset = Absent.ifNull(dataset);
    rules = Absent.ifNull(rules);
  }
}
