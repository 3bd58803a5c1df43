package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What workflows share, on a real API server: work that is done, and places of the whole cluster.
 */
@Tag("cluster")
class SharingOnClusterTest {
  private static final String KEY = "5f".repeat(32);
  private static final String PUBLISHED =
      "publish: {scope: demo, dataset: %s, rules: [{rses: \"tier=1\", copies: %d}]}\n";

  private ClusterUnderTest cluster;
  private String other;
  private FringeOperator operator;

  @BeforeEach
  void twoNamespacesAndTwoPlaces() throws IOException {
    cluster = ClusterUnderTest.connect("fringe-sharing");
    other = cluster.namespace("fringe-sharing");
    operator =
        FringeOperator.start(
            cluster.faulty.client(),
            new OperatorSettings(
                Set.of(cluster.namespace, other),
                "fringe:test",
                2,
                "100m",
                "64Mi",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(2),
                Optional.empty(),
                Optional.empty()),
            Optional.empty());
  }

  @AfterEach
  void clean() {
    if (cluster != null) {
      cluster.deleteWorkflows();
      operator.close();
      cluster.close();
    }
  }

  @Test
  void finishedWorkIsHandedToTheSameWorkAndItsProductsAreLinked() {
    monday();
    cluster.submit("tuesday", PUBLISHED.formatted("tuesday", 1));
    Pod tuesday = cluster.pod("tuesday-1");
    assertEquals(
        "[{\"dataset\":\"demo:monday\",\"key\":\"%s\",\"workflow\":\"monday\"}]".formatted(KEY),
        sorted(handed(tuesday).orElseThrow()));
    cluster.end(tuesday, 0, report("monday", ",\"reusedFrom\":\"monday\""));
    cluster.awaitPhase("tuesday", "Succeeded");
    assertEquals("monday", cluster.at("tuesday", "work", "reusedFrom"));
    assertTrue(cluster.at("tuesday", "products").contains("demo:monday"));
    assertTrue(cluster.at("tuesday", "conditions").contains("reason=Reused"));
    // Whose work it was first is told on.
    cluster.submit("wednesday", PUBLISHED.formatted("wednesday", 1));
    Pod wednesday = cluster.pod("wednesday-1");
    assertTrue(handed(wednesday).orElseThrow().contains("\"workflow\":\"monday\""));
    cluster.end(wednesday, 0, "");
    cluster.awaitPhase("wednesday", "Succeeded");
  }

  @Test
  void otherWorkIsNotHanded() {
    monday();
    Map.of(
            "never",
            PUBLISHED.formatted("never", 1) + "reuse: Never",
            "more-copies",
            PUBLISHED.formatted("more-copies", 2),
            "larger",
            PUBLISHED.formatted("larger", 1) + "image: {size: 2048}",
            "unpublished",
            "")
        .forEach(
            (name, spec) -> {
              cluster.submit(name, spec);
              Pod pod = cluster.pod(name + "-1");
              assertEquals(Optional.empty(), handed(pod), name);
              cluster.end(pod, 0, "");
              cluster.awaitPhase(name, "Succeeded");
            });
    cluster.submit(other, "elsewhere", PUBLISHED.formatted("elsewhere", 1));
    assertEquals(Optional.empty(), handed(cluster.pod(other, "elsewhere-1")));
  }

  /** Two places in all: the next is for the namespace that has the fewest. */
  @Test
  void placesOfTheWholeClusterAreSharedByItsNamespaces() {
    cluster.submit("one", "");
    Pod one = cluster.pod("one-1");
    cluster.submit("two", "");
    Pod two = cluster.pod("two-1");
    cluster.submit("three", "scheduling: {priority: 9}");
    cluster.awaitPhase("three", "Queued");
    cluster.submit(other, "four", "");
    cluster.awaitPhase(other, "four", "Queued");
    cluster.end(one, 0, "");
    Pod four = cluster.pod(other, "four-1");
    cluster.awaitPhase(other, "four", "Running");
    assertEquals("Queued", cluster.at("three", "phase"));
    cluster.end(two, 0, "");
    Pod three = cluster.pod("three-1");
    cluster.end(three, 0, "");
    cluster.end(four, 0, "");
    cluster.awaitPhase("three", "Succeeded");
    cluster.awaitPhase(other, "four", "Succeeded");
  }

  private void monday() {
    cluster.submit("monday", PUBLISHED.formatted("monday", 1));
    Pod pod = cluster.pod("monday-1");
    assertEquals(Optional.empty(), handed(pod));
    cluster.end(pod, 0, report("monday", ""));
    cluster.awaitPhase("monday", "Succeeded");
  }

  private static String report(String dataset, String more) {
    return "{\"products\":[{\"did\":\"demo:%s\",\"rules\":\"OK\"}],\"key\":\"%s\"%s}"
        .formatted(dataset, KEY, more);
  }

  /** The finished work that a run is told of. */
  private static Optional<String> handed(Pod pod) {
    return Optional.ofNullable(pod.getMetadata().getAnnotations().get(RunPods.FINISHED_ANNOTATION));
  }

  /** One object of few fields, in the order of their names. */
  private static String sorted(String json) {
    return List.of(json.substring(2, json.length() - 2).split(",")).stream()
        .sorted()
        .collect(java.util.stream.Collectors.joining(",", "[{", "}]"));
  }
}
