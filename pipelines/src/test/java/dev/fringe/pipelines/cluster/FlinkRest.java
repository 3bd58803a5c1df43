package dev.fringe.pipelines.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a Flink cluster says of itself over REST. */
final class FlinkRest implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String address;

  /**
   * @param address {@code host:port}
   */
  FlinkRest(String address) {
    this.address = address;
  }

  /** A job, as the overview lists it. */
  record Job(String id, String name, String state) {}

  int taskManagers() throws IOException, InterruptedException {
    return get("/overview").get("taskmanagers").intValue();
  }

  List<Job> jobs() throws IOException, InterruptedException {
    List<Job> jobs = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").get("jobs")) {
      jobs.add(
          new Job(
              job.get("jid").textValue(),
              job.get("name").textValue(),
              job.get("state").textValue()));
    }
    return jobs;
  }

  /** Records that the job's tasks have read and written, by the TaskManager that they ran on. */
  Map<String, Long> recordsByTaskManager(Job job) throws IOException, InterruptedException {
    Map<String, Long> records = new TreeMap<>();
    for (JsonNode vertex : get("/jobs/" + job.id()).get("vertices")) {
      String path = "/jobs/" + job.id() + "/vertices/" + vertex.get("id").textValue();
      for (JsonNode one : get(path + "/taskmanagers").get("taskmanagers")) {
        JsonNode metrics = one.get("metrics");
        records.merge(
            one.get("taskmanager-id").textValue(),
            metrics.get("read-records").longValue() + metrics.get("write-records").longValue(),
            Long::sum);
      }
    }
    return records;
  }

  /** What made the job start again, an entry each time. */
  List<String> failures(Job job) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    JsonNode history = get("/jobs/" + job.id() + "/exceptions").get("exceptionHistory");
    for (JsonNode entry : history.get("entries")) {
      failures.add(entry.get("stacktrace").asText().lines().findFirst().orElse(""));
    }
    return failures;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(TIMEOUT).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("%s: %d %s".formatted(path, response.statusCode(), response.body()));
    }
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
