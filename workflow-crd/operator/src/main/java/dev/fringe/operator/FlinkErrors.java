package dev.fringe.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What Flink's operator tells as a FlinkDeployment's {@code status.error}: JSON, mostly. */
final class FlinkErrors {
  private static final int LONGEST = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private FlinkErrors() {}

  /** Its message. */
  static String words(String error) {
    String words = error;
    try {
      words = JSON.readTree(error).path("message").asText(error);
    } catch (JsonProcessingException _) {
      // Then it is words.
    }
    return words.length() > LONGEST ? words.substring(0, LONGEST) : words;
  }
}
