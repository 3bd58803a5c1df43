package dev.fringe.bridge.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Tells changes as Server-Sent Events, as long as somebody listens. */
final class EventStream {

  /** Comments are sent so often that nobody between takes the silence for the end. */
  private static final long HEARTBEAT = 10_000;

  private static final int MOST_LISTENERS = 200;

  private final WorkflowRunner runner;
  private final Semaphore free = new Semaphore(MOST_LISTENERS);
  private volatile boolean isClosed;

  EventStream(WorkflowRunner runner) {
    this.runner = runner;
  }

  /** Ends all streams soon. */
  void close() {
    isClosed = true;
  }

  /** Tells what is now, and every change, until the last one has been told. */
  void tell(Context context, String event, Supplier<JsonNode> state, BooleanSupplier isLast)
      throws IOException {
    if (!free.tryAcquire()) {
      throw new SubmissionException(503, "too many are listening: ask again later");
    }
    try {
      context.contentType("text/event-stream;charset=utf-8");
      context.header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
      context.disableCompression();
      send(context.res().getOutputStream(), event, state, isLast);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  private void send(
      OutputStream out, String event, Supplier<JsonNode> state, BooleanSupplier isLast)
      throws IOException, InterruptedException {
    String last = "";
    while (!isClosed) {
      long version = runner.version();
      boolean isEnd = isLast.getAsBoolean();
      String now = RunJson.JSON.writeValueAsString(state.get());
      boolean isNew = !now.equals(last);
      String text = isNew ? "event: " + event + "\ndata: " + now + "\n\n" : ": here\n\n";
      try {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException gone) {
        return;
      }
      if (isEnd) {
        return;
      }
      last = now;
      runner.await(version, HEARTBEAT);
    }
  }
}
