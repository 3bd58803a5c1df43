package dev.fringe.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.cluster.testing.TestCluster;
import dev.fringe.workflow.crd.ResourceDefinition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real API server takes our definition, and takes and refuses the workflows that the reader does.
 * The definition stays on the cluster; workflows are tried by dry runs alone.
 */
@Tag("cluster")
class RealApiServerTest {
  private static KubernetesClient cluster;

  @BeforeAll
  static void theClusterKnowsWhatAWorkflowIs() {
    cluster = TestCluster.connect();
    for (ResourceDefinition resource : ResourceDefinition.values()) {
      TestCluster.define(cluster, resource.yaml());
    }
  }

  @AfterAll
  static void close() {
    if (cluster != null) {
      cluster.close();
    }
  }

  static List<Path> samples() throws IOException {
    return SampleWorkflowsTest.samples();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsAccepted(Path file) throws IOException {
    assertEquals("", create(Files.readString(file)));
    assertEquals("", create(WorkflowReader.read(file).toYaml()));
  }

  static Stream<Arguments> faulty() {
    return ResourceAgreementTest.faulty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faulty")
  void whatTheReaderRefusesIsRefused(String spec) {
    String refusal = create(ResourceAgreementTest.HEAD + spec);
    boolean onlyTheReader = ResourceAgreementTest.ONLY_THE_READER.stream().anyMatch(spec::endsWith);
    assertEquals(onlyTheReader, refusal.isEmpty(), () -> spec + " -> " + refusal);
  }

  static Stream<String> right() {
    return ResourceAgreementTest.right();
  }

  @ParameterizedTest
  @MethodSource("right")
  void whatTheReaderTakesIsAccepted(String spec) {
    assertEquals("", create(ResourceAgreementTest.HEAD + "inputs: [{file: a.uvfits}]\n  " + spec));
  }

  static List<Path> schedules() throws IOException {
    return ScheduleAgreementTest.samples();
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void aSampleOfASchedulesIsAccepted(Path file) throws IOException {
    assertEquals("", create(Files.readString(file)));
  }

  static Stream<Arguments> faultySchedules() {
    return ScheduleFaultsTest.faulty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultySchedules")
  void whatTheReaderRefusesOfASchedulesIsRefused(String change) {
    String refusal = create(ScheduleFaultsTest.with(change));
    assertEquals(
        ScheduleAgreementTest.isOnlyTheReaders(change),
        refusal.isEmpty(),
        () -> change + " -> " + refusal);
  }

  @Test
  void aSpecMayNotChangeButForItsScheduling() {
    String name = "immutable-" + UUID.randomUUID();
    String before =
        ResourceAgreementTest.HEAD.replace("name: w", "name: " + name)
            + "inputs: [{file: a.uvfits}]";
    var created = cluster.resource(resource(before)).create();
    try {
      assertEquals("", update(before + "\n  scheduling: {state: Suspended}"));
      assertTrue(update(before + "\n  image: {size: 512}").contains("immutable"), "size");
      assertTrue(update(before + "\n  deadline: 1 h").contains("immutable"), "deadline");
    } finally {
      cluster.resource(created).delete();
    }
  }

  private static String create(String yaml) {
    try {
      cluster.resource(resource(yaml)).dryRun().fieldValidation(Validation.STRICT).create();
      return "";
    } catch (KubernetesClientException | IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static String update(String yaml) {
    try {
      cluster.resource(resource(yaml)).dryRun().fieldValidation(Validation.STRICT).patch();
      return "";
    } catch (KubernetesClientException e) {
      return e.getMessage();
    }
  }

  private static GenericKubernetesResource resource(String yaml) {
    GenericKubernetesResource resource =
        cluster.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    resource.getMetadata().setNamespace("default");
    return resource;
  }
}
