package dev.fringe.operator.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * How a run has ended whose process stays: the page of {@code {"exitCode": 3, "report": "..."}}. It
 * is somebody else's text: what cannot be read is nothing.
 *
 * @param exitCode of the command, 0 to 255
 * @param report as a job's container would have left it
 */
public record End(int exitCode, String report) {
  private static final int LARGEST_CODE = 255;
  private static final int LONGEST_REPORT = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Nothing where nothing can be read. */
  public static Optional<End> read(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      JsonNode code = root.path("exitCode");
      String report = root.path("report").asText();
      return code.isInt()
              && code.asInt() >= 0
              && code.asInt() <= LARGEST_CODE
              && report.length() <= LONGEST_REPORT
          ? Optional.of(new End(code.asInt(), report))
          : Optional.empty();
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }
}
