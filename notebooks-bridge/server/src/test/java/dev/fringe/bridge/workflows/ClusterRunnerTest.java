package dev.fringe.bridge.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.bridge.TestSite;
import dev.fringe.cluster.testing.TestCluster;
import dev.fringe.workflow.crd.ResourceDefinition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service before a real API server; the test plays the operator. */
@Tag("cluster")
class ClusterRunnerTest {

  private static final String NAMESPACE = "fringe-service-" + UUID.randomUUID();
  private static final String PATH = "/api/v1/workflows";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static KubernetesClient cluster;

  @TempDir Path folder;
  private TestSite site;

  @BeforeAll
  static void aNamespaceOfItsOwn() {
    cluster = TestCluster.connect();
    TestCluster.define(cluster, ResourceDefinition.WORKFLOW.yaml());
    TestCluster.createNamespace(cluster, NAMESPACE, Map.of());
  }

  @AfterAll
  static void clean() {
    if (cluster != null) {
      cluster.namespaces().withName(NAMESPACE).delete();
      cluster.close();
    }
  }

  private static Config config() {
    Config config = TestCluster.config();
    config.setNamespace(NAMESPACE);
    return config;
  }

  @BeforeEach
  void start() throws IOException {
    site = TestSite.in(folder, new ClusterSettings(config(), List.of("s3://open/")));
    awaitReady();
  }

  private void awaitReady() throws IOException {
    while (!site.get(PATH).json().get("maySubmit").asBoolean()) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void stop() throws IOException {
    site.close();
  }

  private TestSite.Answer post(String yaml) throws IOException {
    return site.post(PATH, RequestBody.create(yaml, MediaType.get("application/yaml")));
  }

  private String submit(String name) throws IOException {
    TestSite.Answer answer = post(TestWorkflows.yaml(name, "did: demo:seen.uvfits"));
    assertEquals(201, answer.status(), answer.body());
    return answer.json().get("id").asText();
  }

  private TestSite.Answer delete(String id) throws IOException {
    return site.call(new Request.Builder().url(site.address() + PATH + "/" + id).delete().build());
  }

  private static Resource<GenericKubernetesResource> resource(String id) {
    return cluster
        .genericKubernetesResources("fringe.dev/v1alpha1", "Workflow")
        .inNamespace(NAMESPACE)
        .withName(id);
  }

  private static void status(String id, String json) {
    resource(id)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": " + json + "}");
  }

  /** Those who listen hear each event as it comes. */
  private static final class Events implements AutoCloseable {
    private final HttpURLConnection connection;
    private final BufferedReader lines;

    Events(String address) throws IOException {
      connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
      lines =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The first event that says so. */
    JsonNode await(String field, String value) throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: ")) {
          JsonNode run = JSON.readTree(line.substring(6));
          if (run.get(field).asText().equals(value)) {
            return run;
          }
        }
      }
      throw new AssertionError("the stream ended before " + field + " was " + value);
    }

    boolean hasEnded() throws IOException {
      return lines.lines().allMatch(String::isEmpty);
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }

  @Test
  void whatTheOperatorTellsIsHeardByThoseWhoListen() throws IOException {
    String id = submit("light");
    try (Events events = new Events(site.address() + PATH + "/" + id + "/events")) {
      assertEquals("light", events.await("state", "queued").get("name").asText());
      status(
          id,
          """
          {"phase": "Running", "attempts": 1, "startedAt": "2026-11-01T00:00:00Z",
           "progress": {"stage": "Gridding", "majorCycle": 2, "percent": 43}}
          """);
      JsonNode running = events.await("state", "running");
      assertEquals("Gridding, major cycle 2", running.get("stage").asText());
      assertEquals(0.43, running.get("fraction").asDouble());
      status(
          id,
          """
          {"phase": "Succeeded", "finishedAt": "2026-11-01T00:01:00Z",
           "products": [{"did": "demo:made", "rules": "OK"}],
           "summary": {"beam": "6 x 5 arcsec", "noise": "1 uJy/beam", "peak": "1 mJy/beam"}}
          """);
      JsonNode done = events.await("state", "succeeded");
      assertEquals("demo:made", done.get("products").get(0).asText());
      assertEquals("6 x 5 arcsec", done.get("beam").asText());
      assertEquals(1.0, done.get("fraction").asDouble());
      assertTrue(events.hasEnded());
    }
  }

  @Test
  void aFailureIsToldInTheRunsWords() throws IOException {
    String id = submit("light");
    status(id, "{\"phase\": \"Failed\", \"message\": \"no visibilities\"}");
    try (Events events = new Events(site.address() + PATH + "/" + id + "/events")) {
      assertEquals("no visibilities", events.await("state", "failed").get("message").asText());
    }
  }

  @Test
  void namesAreUniqueAndTheOnesAskedForAreKept() throws IOException {
    String longest = "a".repeat(63);
    String first = submit(longest);
    String second = submit(longest);
    assertNotEquals(first, second);
    assertTrue(first.length() <= 63, first);
    assertEquals(longest, site.get(PATH + "/" + second).json().get("name").asText());
    String yaml = site.get(PATH + "/" + second + "/yaml").body();
    assertTrue(yaml.contains("demo:seen.uvfits") && !yaml.contains("managedFields"), yaml);
    List<String> ids = site.get(PATH).json().get("items").findValuesAsText("id");
    assertTrue(ids.containsAll(List.of(first, second)), ids::toString);
  }

  @Test
  void aCancelledRunIsDeletedAndToldAsCancelled() throws IOException {
    String id = submit("light");
    try (Events events = new Events(site.address() + PATH + "/" + id + "/events")) {
      assertEquals("cancelled", delete(id).json().get("state").asText());
      events.await("state", "cancelled");
    }
    assertTrue(resource(id).waitUntilCondition(w -> w == null, 30, TimeUnit.SECONDS) == null);
    assertEquals("cancelled", site.get(PATH + "/" + id).json().get("state").asText());
    assertEquals("cancelled", delete(id).json().get("state").asText(), "cancelled twice");
    assertEquals(404, delete("never-seen").status());
  }

  @Test
  void whatOthersSubmitIsShownAndARestartLosesNothing() throws IOException {
    String id = submit("light");
    site.restart();
    awaitReady();
    assertEquals("queued", site.get(PATH + "/" + id).json().get("state").asText());
    cluster
        .resource(TestWorkflows.yaml("by-kubectl", "did: demo:seen.uvfits"))
        .inNamespace(NAMESPACE)
        .create();
    try (Events events = new Events(site.address() + PATH + "/events")) {
      String told = "";
      while (!told.contains("\"by-kubectl\"")) {
        told = events.await("runner", "cluster").toString();
      }
    }
  }

  @Test
  void inputsAndNamespacesAreThoseThatAreOpen() throws IOException {
    for (String input :
        List.of(
            "file: /etc/passwd", "file: \"s3://other/a.uvfits\"", "prefix: \"s3://open/../x\"")) {
      assertEquals(422, post(TestWorkflows.yaml("bad", input)).status(), input);
    }
    assertEquals(201, post(TestWorkflows.yaml("good", "file: \"s3://open/a.uvfits\"")).status());
    String elsewhere =
        TestWorkflows.yaml("bad", "did: a:b")
            .replace("{name: bad}", "{name: bad, namespace: kube-system}");
    assertEquals(
        "metadata.namespace", post(elsewhere).json().get("faults").get(0).get("path").asText());
  }

  @Test
  void whatTheServerRefusesIsToldInItsWords() throws IOException {
    var quota =
        cluster.resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("none")
                .endMetadata()
                .withNewSpec()
                .addToHard("count/workflows.fringe.dev", new Quantity("0"))
                .endSpec()
                .build());
    quota.create();
    try {
      quota.waitUntilCondition(
          q -> q.getStatus() != null && q.getStatus().getHard() != null, 60, TimeUnit.SECONDS);
      TestSite.Answer answer = post(TestWorkflows.yaml("light", "did: demo:seen.uvfits"));
      assertEquals(403, answer.status(), answer.body());
      // It is exceeded, or, to a part of the server that has not heard yet, of unknown status.
      assertTrue(answer.json().get("detail").asText().contains("quota: none"), answer.body());
    } finally {
      quota.delete();
    }
  }

  @Test
  void aRunThatHasNotBeenLaunchedHasNoLogAndSaysSo() throws IOException {
    String id = submit("light");
    String log = site.get(PATH + "/" + id + "/log").body();
    assertTrue(log.contains("has not been launched"), log);
    status(id, "{\"phase\": \"Running\", \"job\": \"gone\"}");
    assertTrue(site.get(PATH + "/" + id + "/log").body().contains("has no pod"));
  }

  @Test
  void withoutAServerTheServiceStartsAndSaysWhatIsMissing() throws IOException {
    Config nowhere = config();
    nowhere.setMasterUrl("https://127.0.0.1:1/");
    nowhere.setRequestRetryBackoffLimit(0);
    try (TestSite alone =
        TestSite.in(folder.resolve("alone"), new ClusterSettings(nowhere, List.of()))) {
      JsonNode all = alone.get(PATH).json();
      assertTrue(all.get("why").asText().contains("not been reached"), all::toString);
      TestSite.Answer answer =
          alone.post(
              PATH,
              RequestBody.create(
                  TestWorkflows.yaml("light", "did: a:b"), MediaType.get("application/yaml")));
      assertEquals(503, answer.status(), answer.body());
    }
  }
}
