package dev.fringe.rucio.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fringe.rucio.error.RucioAnswerException;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.error.ServerText;
import java.io.IOException;
import okhttp3.Response;
import okio.Buffer;

/** Reads the bodies of answers, never more of them than is good. */
final class Bodies {

  static final ObjectMapper MAPPER = new ObjectMapper();

  /** An answer that is not a stream is larger than this only by mistake or malice. */
  private static final long LARGEST_JSON = 64L << 20;

  private static final long LARGEST_ERROR = 64L << 10;

  private Bodies() {}

  /** The whole body as JSON; missing where it is empty. */
  static JsonNode json(String route, Response response) throws IOException {
    final String text = text(response, LARGEST_JSON);
    if (text.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException problem) {
      throw new RucioAnswerException(
          "%s was answered with %d bytes that are not JSON".formatted(route, text.length()));
    }
  }

  /** The error that an answer tells, from its body or else its headers. */
  static RucioRefusal refusal(String route, Response response) {
    String exceptionClass = orEmpty(response.header("ExceptionClass"));
    String message = orEmpty(response.header("ExceptionMessage"));
    try {
      final JsonNode body = MAPPER.readTree(text(response, LARGEST_ERROR));
      if (body != null && body.hasNonNull("ExceptionClass")) {
        exceptionClass = body.get("ExceptionClass").asText();
        message = body.path("ExceptionMessage").asText();
      }
    } catch (IOException | RucioAnswerException ignored) {
      // Not JSON, cut, or too large: the headers and the status have to do.
    }
    return refusal(route, response.code(), exceptionClass, message);
  }

  static RucioRefusal refusal(String route, int status, String exceptionClass, String message) {
    final String name = exceptionClass.matches("[A-Za-z_.]{1,80}") ? exceptionClass : "";
    return new RucioRefusal(route, status, name, ServerText.safe(message));
  }

  private static String orEmpty(String header) {
    return header == null ? "" : header;
  }

  private static String text(Response response, long most) throws IOException {
    final var source = response.body().source();
    final Buffer buffer = new Buffer();
    while (buffer.size() <= most) {
      if (source.read(buffer, 65_536) < 0) {
        return buffer.readUtf8();
      }
    }
    throw new RucioAnswerException("an answer is larger than %d bytes".formatted(most));
  }
}
