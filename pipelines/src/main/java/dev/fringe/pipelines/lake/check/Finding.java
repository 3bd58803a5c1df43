package dev.fringe.pipelines.lake.check;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a step found.
 *
 * @param step what was examined
 * @param found what came of it
 * @param advice what to do; empty where all is well
 */
public record Finding(Level level, String step, String found, String advice) {

  /** How bad it is. */
  public enum Level {
    OK,
    /** Not as it could be, and not in the way. */
    NOTE,
    WARN,
    FAIL
  }

  static Finding ok(String step, String found) {
    return new Finding(Level.OK, step, found, "");
  }

  static Finding warn(String step, String found, String advice) {
    return new Finding(Level.WARN, step, found, advice);
  }

  static Finding fail(String step, String found, String advice) {
    return new Finding(Level.FAIL, step, found, advice);
  }

  boolean isOk() {
    return level == Level.OK;
  }

  /** The same of something that can be done without. */
  Finding asNote() {
    return new Finding(
        Level.NOTE,
        step,
        found,
        "not needed, as another protocol of this RSE works; else: " + advice);
  }

  /** The finding for programs. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("level", level.name());
    json.put("step", step);
    json.put("found", found);
    json.put("advice", advice);
    return json;
  }

  /** A line; the advice in a second one. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%-4s  %-22s %s", level, step, found)
        + (advice.isEmpty() ? "" : "\n      " + " ".repeat(22) + " -> " + advice);
  }
}
