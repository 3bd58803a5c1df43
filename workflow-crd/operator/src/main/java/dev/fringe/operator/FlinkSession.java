package dev.fringe.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.workflow.status.FlinkJob;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Flink session cluster, by its REST interface.
 *
 * <p>An attempt's job is sent to it by a driver: a pod that runs {@code fringe run --flink-master},
 * whose exit code, report and progress are told as every run's are, and which is launched once as
 * every attempt's is. The driver sends its job under an id that the operator has chosen ({@link
 * dev.fringe.operator.core.FlinkJobIds}), so that Flink refuses it a second time, and so that the
 * operator finds the job of a driver that is lost: it is cancelled when the attempt is ended and,
 * once more, before the next one is launched. A job whose driver is lost and whose operator too is
 * ended by Flink itself, which has not heard of its driver for a minute.
 */
final class FlinkSession {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST_BYTES = 4 << 20;
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final Set<String> OVER = Set.of("FINISHED", "FAILED", "CANCELED", "SUSPENDED");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String address;

  /**
   * Of a cluster.
   *
   * @param address {@code host:port}
   */
  FlinkSession(String address) {
    this.address = address;
  }

  String address() {
    return address;
  }

  private record Listed(String id, String state, long started) {}

  /** The job that began last, of those whose ids begin so. */
  Optional<FlinkJob> last(String idStart) throws IOException {
    return listed(idStart).stream()
        .max(Comparator.comparingLong(Listed::started))
        .map(job -> new FlinkJob(Optional.of(job.id), Optional.of(job.state)));
  }

  /** Cancels all jobs whose ids begin so, and that are not over. */
  void cancel(String idStart) throws IOException {
    for (Listed job : listed(idStart)) {
      if (OVER.contains(job.state)) {
        continue;
      }
      HttpResponse<InputStream> answer =
          send(
              HttpRequest.newBuilder(URI.create("http://" + address + "/jobs/" + job.id))
                  .method("PATCH", HttpRequest.BodyPublishers.noBody()));
      answer.body().close();
      // It may have ended since.
      if (answer.statusCode() != ACCEPTED
          && answer.statusCode() != NOT_FOUND
          && answer.statusCode() != CONFLICT) {
        throw new IOException(
            "Flink at %s did not cancel the job %s: status %d"
                .formatted(address, job.id, answer.statusCode()));
      }
    }
  }

  private List<Listed> listed(String idStart) throws IOException {
    HttpResponse<InputStream> answer =
        send(HttpRequest.newBuilder(URI.create("http://" + address + "/jobs/overview")));
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != OK) {
        throw new IOException(
            "Flink at %s did not list its jobs: status %d".formatted(address, answer.statusCode()));
      }
      List<Listed> jobs = new ArrayList<>();
      for (JsonNode job : JSON.readTree(body.readNBytes(LONGEST_BYTES)).path("jobs")) {
        String id = job.path("jid").asText();
        if (id.startsWith(idStart)) {
          jobs.add(new Listed(id, job.path("state").asText(), job.path("start-time").asLong()));
        }
      }
      return jobs;
    }
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(
          request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
