package dev.fringe.workflow.schedule;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.schema.Field;

/** The files of a dataset, or of all datasets of a container. */
public record DatasetSource(
    @Field(
            about = "Its data identifier",
            pattern = "[A-Za-z0-9_.-]{1,25}:[A-Za-z0-9][A-Za-z0-9_./-]{0,249}",
            patternInWords = "scope:name, such as obs:night-2026-03-01",
            longest = 276)
        String did,
    @Field(
            about =
                "Available takes a file as soon as one replica of it can be read; Closed waits for"
                    + " that until its dataset takes no more files",
            preset = "Available")
        When when,
    @Field(
            about = FilePattern.ABOUT,
            preset = "*",
            pattern = FilePattern.PATTERN,
            patternInWords = FilePattern.IN_WORDS,
            longest = FilePattern.LONGEST)
        String pattern) {

  /** When a file is whole. */
  public enum When {
    AVAILABLE("Available"),
    CLOSED("Closed");

    private final String word;

    When(String word) {
      this.word = word;
    }

    @Override
    @JsonValue
    public String toString() {
      return word;
    }
  }
}
