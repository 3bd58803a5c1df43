package dev.fringe.operator;

import dev.fringe.operator.core.End;
import dev.fringe.operator.core.Progresses;
import dev.fringe.workflow.status.Progress;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks running pods how far they are, and those that stay after their end how it was. The operator
 * asks, and the run doesn't tell the API server: so the pods of users need no right to any API, and
 * one can tell lies about its own workflow only.
 */
final class RunPages {
  static final int PORT = 8090;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int LONGEST_BYTES = 32 << 10;
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** What a pod's page tells now; nothing where there is none yet, or no longer. */
  Optional<Progress> progress(Pod pod) {
    return told(pod, "/progress").flatMap(Progresses::read);
  }

  /** How the run of a pod has ended; nothing where it has not, or cannot be asked. */
  Optional<End> end(Pod pod) {
    return told(pod, "/end").flatMap(End::read);
  }

  private Optional<String> told(Pod pod, String path) {
    String address = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
    if (address == null || !"Running".equals(pod.getStatus().getPhase())) {
      return Optional.empty();
    }
    String host = address.contains(":") ? "[" + address + "]" : address;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + PORT + path))
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return answer.statusCode() == OK
            ? Optional.of(new String(body.readNBytes(LONGEST_BYTES), StandardCharsets.UTF_8))
            : Optional.empty();
      }
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
