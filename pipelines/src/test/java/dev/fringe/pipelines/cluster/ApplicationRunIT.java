package dev.fringe.pipelines.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs in Flink's application mode: the JobManager executes the command line, stays when it has
 * ended, and tells how.
 */
class ApplicationRunIT {
  private static final Duration RUNNING = Duration.ofMinutes(8);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void theJobManagerRunsItTellsItsEndAndStays() throws Exception {
    SmallSky.observe(folder);
    Path lake = folder.resolve("lake");
    try (Application first = new Application("first", "workflow.yaml", "--lake=" + lake)) {
      JsonNode end = first.awaitEnd();
      assertEquals(0, end.path("exitCode").asInt(), end::toString);
      JsonNode report = JSON.readTree(end.path("report").asText());
      assertEquals("tests:" + SmallSky.NAME, report.at("/products/0/did").asText());
      List<FlinkRest.Job> jobs = first.cluster.rest().jobs();
      assertEquals(1, jobs.size(), jobs::toString);
      assertEquals("FINISHED", jobs.getFirst().state());
      SmallSky.assertIsFoundIn(folder.resolve("first-products"));
    }
    // Published already, it needs no job: a program without one is no failure here.
    try (Application again = new Application("again", "workflow.yaml", "--lake=" + lake)) {
      JsonNode end = again.awaitEnd();
      assertEquals(0, end.path("exitCode").asInt(), end::toString);
      assertEquals(List.of(), again.cluster.rest().jobs());
    }
  }

  @Test
  void badDataIsToldInItsWords() throws Exception {
    Files.writeString(folder.resolve("observation.uvfits"), "SIMPLE  = nonsense");
    Files.writeString(
        folder.resolve("bad.yaml"),
        """
        apiVersion: fringe.dev/v1alpha1
        kind: Workflow
        metadata: {name: bad}
        spec:
          inputs: [{file: observation.uvfits}]
        """);
    try (Application bad = new Application("bad", "bad.yaml")) {
      JsonNode end = bad.awaitEnd();
      assertEquals(3, end.path("exitCode").asInt(), end::toString);
      assertTrue(end.path("report").asText().contains("observation.uvfits"), end::toString);
      assertEquals(1, bad.cluster.rest().taskManagers());
    }
  }

  /** By a further job, which Flink would not take of a program whose job's id is given. */
  @Test
  void aBrokenReplicaIsPassedOver() throws Exception {
    Path workflow = SmallSky.observe(folder);
    Path lake = folder.resolve("lake");
    try (JavaProcess put =
        FringeCommand.start(
            folder,
            "put",
            "lake",
            "put",
            "observation.uvfits",
            "tests:observation.uvfits",
            "--lake=" + lake,
            "--rule=tier=1",
            "--copies=2")) {
      assertEquals(0, put.exitCode(RUNNING), put::tail);
    }
    Path broken;
    try (Stream<Path> files = Files.walk(lake)) {
      broken =
          files
              .filter(file -> file.toString().contains("LOCAL-A"))
              .filter(file -> file.endsWith("observation.uvfits"))
              .findFirst()
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(broken);
    bytes[bytes.length / 2] ^= 1;
    Files.write(broken, bytes);
    Files.writeString(
        workflow,
        Files.readString(workflow)
            .replace("{file: observation.uvfits}", "{did: \"tests:observation.uvfits\"}"));
    try (Application run = new Application("broken", "workflow.yaml", "--lake=" + lake)) {
      JsonNode end = run.awaitEnd();
      assertEquals(0, end.path("exitCode").asInt(), end::toString);
      assertEquals(2, run.cluster.rest().jobs().size());
      SmallSky.assertIsFoundIn(folder.resolve("broken-products"));
    }
  }

  /** A cluster of one run. */
  private final class Application implements AutoCloseable {
    private final FlinkCluster cluster;
    private final URI page;
    private final HttpClient http = HttpClient.newHttpClient();

    Application(String name, String workflow, String... more) throws Exception {
      int port = freePort();
      page = URI.create("http://127.0.0.1:" + port + "/end");
      List<String> commandLine =
          new ArrayList<>(
              List.of(
                  "run",
                  folder.resolve(workflow).toString(),
                  "--flink-master=here",
                  "--set=engine.mode=FlinkDeployment",
                  "--set=scratch=" + folder.resolve(name + "-scratch"),
                  "--out=" + folder.resolve(name + "-products")));
      commandLine.addAll(List.of(more));
      cluster =
          FlinkCluster.ofOneRun(
              folder.resolve(name),
              1,
              Map.of(
                  "FRINGE_PROGRESS",
                  "127.0.0.1:" + port,
                  "FRINGE_REPORT",
                  folder.resolve(name + "-report").toString()),
              commandLine);
    }

    JsonNode awaitEnd() throws InterruptedException {
      return Patience.await(
          "the end is told",
          RUNNING,
          () -> {
            HttpResponse<String> answer =
                http.send(
                    HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                ? Optional.of(JSON.readTree(answer.body()))
                : Optional.empty();
          },
          cluster::logs);
    }

    @Override
    public void close() {
      http.close();
      cluster.close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
