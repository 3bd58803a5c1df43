package dev.fringe.rucio.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fringe.rucio.error.RucioAnswerException;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * A stream of one JSON object a line, read as it comes. Blank lines are passed over. An error told
 * in the tail is thrown as the refusal that it is; a stream that ends before its end, or in the
 * middle of a line, is thrown as {@link RucioAnswerException}. To be closed, read or not.
 */
public final class JsonLines<T> implements Iterator<T>, AutoCloseable {

  /** A line is one object: a file with its replicas, not megabytes. */
  private static final long LONGEST_LINE = 16L << 20;

  private final String route;
  private final Response response;
  private final BufferedSource source;
  private final Function<JsonNode, T> reading;
  private Optional<T> next = Optional.empty();
  private boolean ended;
  private long lines;

  JsonLines(String route, Response response, Function<JsonNode, T> reading) {
    this.route = route;
    this.response = response;
    this.source = response.body().source();
    this.reading = reading;
  }

  @Override
  public boolean hasNext() {
    if (next.isEmpty() && !ended) {
      next = advance();
      if (next.isEmpty()) {
        ended = true;
        close();
      }
    }
    return next.isPresent();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException(route + " has no more lines");
    }
    final T element = next.orElseThrow();
    next = Optional.empty();
    return element;
  }

  /** The same as a stream; closing that closes this. */
  public Stream<T> stream() {
    final int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, traits), false)
        .onClose(this::close);
  }

  @Override
  public void close() {
    ended = true;
    response.close();
  }

  private Optional<T> advance() {
    try {
      while (!source.exhausted()) {
        final Optional<JsonNode> object = object(line());
        if (object.isPresent()) {
          lines++;
          return Optional.of(reading.apply(object.get()));
        }
      }
      return Optional.empty();
    } catch (IOException problem) {
      close();
      throw new RucioAnswerException(
          "the stream of %s was cut after %d lines".formatted(route, lines), problem);
    } catch (RuntimeException problem) {
      close();
      throw problem;
    }
  }

  private String line() throws IOException {
    final long newline = source.indexOf((byte) '\n', 0, LONGEST_LINE);
    if (newline >= 0) {
      return source.readUtf8LineStrict(LONGEST_LINE);
    }
    if (source.request(LONGEST_LINE)) {
      throw new RucioAnswerException(
          "line %d of %s is longer than %d bytes".formatted(lines + 1, route, LONGEST_LINE));
    }
    return source.readUtf8();
  }

  private Optional<JsonNode> object(String line) {
    if (line.isBlank()) {
      return Optional.empty();
    }
    final JsonNode object;
    try {
      object = Bodies.MAPPER.readTree(line);
    } catch (JsonProcessingException problem) {
      // The parser's own message would quote the line.
      throw new RucioAnswerException(
          "the stream of %s was cut in the middle of line %d".formatted(route, lines + 1));
    }
    if (object.hasNonNull("ExceptionClass")) {
      throw Bodies.refusal(
          route,
          response.code(),
          object.get("ExceptionClass").asText(),
          object.path("ExceptionMessage").asText());
    }
    return Optional.of(object);
  }
}
