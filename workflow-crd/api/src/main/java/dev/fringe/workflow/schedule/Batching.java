package dev.fringe.workflow.schedule;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Rule;
import dev.fringe.workflow.value.TimeSpan;
import java.util.Optional;

/** Which files make a workflow together. Files of different targets never do. */
@Rule(
    cel = "(self.by == 'Count') == has(self.size)",
    message = "is needed with by: Count, and has a meaning only there: write it there alone",
    field = "size")
@Rule(
    cel = "self.by == 'Count' || !has(self.wait)",
    message = "has a meaning only with by: Count: leave it out, or write by: Count",
    field = "wait")
public record Batching(
    @Field(
            about =
                "File: each file by itself; Night: those of a night, from noon to noon, once it is"
                    + " over; Count: so many as size tells",
            preset = "File")
        By by,
    @Field(
            about = "With Count: how many files make a workflow",
            otherwise = "give it with Count alone",
            min = "2",
            max = "1000")
        Optional<Integer> size,
    @Field(
            name = "wait",
            about = "With Count: fewer files make a workflow once the oldest is so old",
            otherwise = "they wait until there are so many",
            min = "0 s",
            max = "3650 d")
        Optional<TimeSpan> waitLimit) {

  /** What holds the files of a workflow together. */
  public enum By {
    FILE("File"),
    NIGHT("Night"),
    COUNT("Count");

    private final String word;

    By(String word) {
      this.word = word;
    }

    @Override
    @JsonValue
    public String toString() {
      return word;
    }
  }
}
