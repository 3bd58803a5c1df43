package dev.fringe.workflow.schedule;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a template's texts may tell of the file, the batch and the schedule. */
public enum Parameter {
  INPUT_DID("input.did", "the file's data identifier; of files in the lake", "obs:M87_20260301"),
  INPUT_FILE("input.file", "the file's address; of files below a prefix", "s3://raw/a.uvfits"),
  INPUT_NAME("input.name", "the file's name, without folders", "M87_20260301.uvfits"),
  INPUT_STEM("input.stem", "the file's name up to its last dot", "M87_20260301"),
  INPUT_TARGET(
      "input.target",
      "what was observed: by {target} in the pattern, or target_name in the lake's metadata",
      "M87"),
  INPUT_DATE(
      "input.date",
      "the night: by {date} in the pattern, t_min in the lake's metadata, or the file's time less"
          + " twelve hours",
      "2026-03-01"),
  SCHEDULE_NAME("schedule.name", "the schedule's name", "nightly"),
  BATCH_KEY("batch.key", "what tells this batch from the schedule's others", "k4mzp2t6qa"),
  BATCH_SIZE("batch.size", "how many files the batch has", "1");

  private final String word;
  private final String about;
  private final String example;

  Parameter(String word, String about, String example) {
    this.word = word;
    this.about = about;
    this.example = example;
  }

  /** As it is written between the braces. */
  public String word() {
    return word;
  }

  /** What it tells, for people. */
  public String about() {
    return about;
  }

  /** A value that it could have. */
  public String example() {
    return example;
  }

  /** Whether it may differ between the files of a batch. */
  boolean isOfOneFile() {
    return this == INPUT_DID || this == INPUT_FILE || this == INPUT_NAME || this == INPUT_STEM;
  }

  /** The parameter of that word. */
  static Optional<Parameter> of(String word) {
    return Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
  }

  /** All words. */
  static String words() {
    return Arrays.stream(values()).map(Parameter::word).collect(Collectors.joining(", "));
  }
}
