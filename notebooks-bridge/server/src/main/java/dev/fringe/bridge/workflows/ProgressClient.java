package dev.fringe.bridge.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fringe.bridge.workflows.Run.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Asks runs how far they are; see {@code FRINGE_PROGRESS}. */
final class ProgressClient {

  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .callTimeout(Duration.ofSeconds(2))
          .retryOnConnectionFailure(false)
          .build();

  /** Empty as long as it doesn't tell. */
  Optional<Progress> ask(int port) {
    Request request = new Request.Builder().url("http://127.0.0.1:" + port + "/progress").build();
    try (Response response = client.newCall(request).execute()) {
      if (response.code() != 200) {
        return Optional.empty();
      }
      JsonNode json = RunJson.JSON.readTree(response.body().bytes());
      String cycle =
          json.path("stage").asText().startsWith("Major") || !json.has("majorCycle")
              ? ""
              : ", major cycle " + json.get("majorCycle").asInt();
      return Optional.of(
          new Progress(
              json.path("stage").asText() + cycle,
              json.path("percent").asInt(),
              json.path("estimatedEnd").asText()));
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
