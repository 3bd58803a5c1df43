package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.workflow.status.Phase;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeteringTest {

  private static HttpResponse<String> get(HealthPage page, String path)
      throws IOException, InterruptedException {
    URI health = URI.create(page.address().orElseThrow());
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(health.resolve(path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void prometheusReadsWhatIsCounted() throws Exception {
    Metering metering = new Metering();
    metering.workflows(phase -> phase == Phase.RUNNING ? 3 : 0);
    metering.noticed("Launched", false);
    metering.noticed("Launched", false);
    metering.noticed("AttemptFailed", true);
    try (HealthPage page = HealthPage.on(Optional.of(0), standing("", ""), metering::page)) {
      HttpResponse<String> answer = get(page, "/metrics");
      assertEquals(200, answer.statusCode());
      for (String line :
          new String[] {
            "fringe_workflows{phase=\"Running\"} 3.0",
            "fringe_workflows{phase=\"Failed\"} 0.0",
            "fringe_notices_total{reason=\"Launched\",warning=\"false\"} 2.0",
            "fringe_notices_total{reason=\"AttemptFailed\",warning=\"true\"} 1.0",
            "fringe_notices_total{reason=\"BadInput\",warning=\"true\"} 0.0",
            "# TYPE jvm_memory_used_bytes gauge"
          }) {
        assertTrue(answer.body().contains(line), line + " is not in " + answer.body());
      }
      assertEquals(200, get(page, "/readyz").statusCode());
    }
  }

  /** An event of the resource itself has an action, one of its job has none. */
  @Test
  void allKindsOfEventsAreCounted() {
    Metering metering = new Metering();
    Metrics framework = metering.ofFramework();
    Map<String, Object> ofWorkflows = Map.of("controller.name", "workflows");
    ResourceID workflow = new ResourceID("m87", "astro");
    framework.eventReceived(
        new ResourceEvent(ResourceAction.UPDATED, workflow, new ConfigMap()), ofWorkflows);
    framework.eventReceived(new Event(workflow), ofWorkflows);
    List<String> counted =
        metering.page().lines().filter(line -> line.startsWith("events_received")).toList();
    assertEquals(2, counted.size(), counted::toString);
    assertTrue(counted.stream().allMatch(line -> line.endsWith(" 1.0")), counted::toString);
  }

  @Test
  void anOperatorThatWaitsIsAliveAndNotReady() throws Exception {
    try (HealthPage page = HealthPage.on(Optional.of(0), standing("", "waits"), () -> "")) {
      assertEquals(200, get(page, "/livez").statusCode());
      assertEquals(503, get(page, "/readyz").statusCode());
      assertEquals("waits\n", get(page, "/readyz").body());
    }
  }

  @Test
  void anOperatorWhoseLoopHasStoppedIsNotAlive() throws Exception {
    try (HealthPage page =
        HealthPage.on(Optional.of(0), standing("stopped", "stopped"), () -> "")) {
      assertEquals(503, get(page, "/livez").statusCode());
      assertEquals(503, get(page, "/readyz").statusCode());
    }
  }

  /** Words of faults; empty for none. */
  private static Health standing(String notAlive, String notReady) {
    return new Health() {
      @Override
      public Optional<String> whyNotAlive() {
        return Optional.of(notAlive).filter(words -> !words.isEmpty());
      }

      @Override
      public Optional<String> whyNotReady() {
        return Optional.of(notReady).filter(words -> !words.isEmpty());
      }
    };
  }
}
