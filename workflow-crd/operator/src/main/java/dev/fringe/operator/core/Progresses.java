package dev.fringe.operator.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.workflow.status.Progress;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Reads what a run's progress page tells: {@code {"stage": "Major cycle 2", "majorCycle": 2,
 * "percent": 67, "estimatedEnd": "2026-01-01T00:00:00Z"}}, of which any may be missing. It is
 * somebody else's text: what cannot be read, or cannot be, is nothing.
 */
public final class Progresses {
  private static final int LONGEST_STAGE = 64;
  private static final int MOST_CYCLES = 10_000;
  private static final int WHOLE = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Progresses() {}

  /** Nothing where nothing can be read. */
  public static Optional<Progress> read(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      Progress progress =
          new Progress(
              text(root, "stage").filter(stage -> stage.length() <= LONGEST_STAGE),
              number(root, "majorCycle", MOST_CYCLES),
              number(root, "percent", WHOLE),
              text(root, "estimatedEnd").filter(Progresses::isTime));
      return progress.stage().isEmpty() && progress.percent().isEmpty()
          ? Optional.empty()
          : Optional.of(progress);
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private static boolean isTime(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  private static Optional<Integer> number(JsonNode root, String name, int most) {
    return Optional.of(root.path(name))
        .filter(JsonNode::isInt)
        .map(JsonNode::asInt)
        .filter(n -> n >= 0 && n <= most);
  }

  private static Optional<String> text(JsonNode root, String name) {
    return Optional.of(root.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }
}
