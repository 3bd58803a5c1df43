package dev.fringe.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.cluster.client.Workflows;
import dev.fringe.cluster.testing.TestCluster;
import dev.fringe.workflow.crd.ResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as people type them, against a real API server; the test plays the operator. */
@Tag("cluster")
class ClusterCommandsTest {
  private static final String NAMESPACE = "fringe-commands-" + UUID.randomUUID();
  private static KubernetesClient cluster;

  @TempDir private Path folder;
  private Path file;
  private final String name = "w-" + UUID.randomUUID();

  @BeforeAll
  static void aNamespaceOfItsOwn() {
    cluster = TestCluster.connect();
    TestCluster.define(cluster, ResourceDefinition.WORKFLOW.yaml());
    TestCluster.createNamespace(cluster, NAMESPACE, Map.of());
  }

  @AfterAll
  static void theNamespaceGoes() {
    if (cluster != null) {
      cluster.namespaces().withName(NAMESPACE).delete();
      cluster.close();
    }
  }

  @BeforeEach
  void aWorkflow() throws IOException {
    file =
        Files.writeString(
            folder.resolve("w.yaml"),
            """
            apiVersion: fringe.dev/v1alpha1
            kind: Workflow
            metadata: {name: %s}
            spec:
              inputs: [{did: "demo:observation"}]
              image: {size: 512, cell: 2 arcsec}
            """
                .formatted(name));
  }

  @Test
  void aWorkflowIsSubmittedOnce() {
    assertEquals(NAMESPACE + "/" + name + " would be accepted", ok("submit", file, "--dry-run"));
    assertTrue(run("get", name).err().contains("there is no workflow"));
    assertEquals(NAMESPACE + "/" + name + " submitted", ok("submit", file));
    assertTrue(ok("submit", file).endsWith("is there already, and is the same"));
    assertTrue(ok("get").matches("(?s).*" + name + " +Submitted.*"));
  }

  @Test
  void anotherSpecUnderTheSameNameIsRefused() {
    ok("submit", file);
    Result other = run("submit", file, "--set", "image.size=1024");
    assertEquals(2, other.exitCode());
    assertTrue(other.err().contains("already, with another spec"), other.err());
  }

  @Test
  void itsSchedulingMayChange() {
    ok("submit", file);
    assertTrue(
        ok("submit", file, "--set", "scheduling.priority=7").endsWith("scheduling is changed"));
    assertTrue(ok("get", name, "-o", "yaml").contains("priority: 7"));
    ok("cancel", name, "--keep");
    assertTrue(ok("get", name, "-o", "json").contains("\"state\":\"Suspended\""));
    ok("cancel", name, "--resume");
    assertTrue(ok("get", name, "-o", "json").contains("\"state\":\"Running\""));
  }

  @Test
  void howItIsGettingOnIsTold() {
    ok("submit", file);
    status(
        """
        {"phase": "Running", "attempts": 1, "job": "no-such-job",
         "progress": {"stage": "grid", "majorCycle": 2, "percent": 43}}\
        """);
    String line = ok("get").lines().filter(l -> l.contains(name)).findFirst().orElseThrow();
    assertTrue(line.matches(".* Running +43 +grid, major cycle 2 +1 .*"), line);
    assertTrue(ok("get", name).contains("] 43 %  grid, major cycle 2"));
    assertTrue(run("logs", name).err().contains("the job no-such-job has no pod"));
  }

  @Test
  void watchingEndsAsTheWorkflowDoes() {
    ok("submit", file);
    status("{\"phase\": \"Succeeded\", \"products\": [{\"did\": \"d:w\", \"rules\": \"OK\"}]}");
    assertEquals(
        "Succeeded\n  d:w  rules OK",
        ok("get", name, "--watch").replace(System.lineSeparator(), "\n"));
    status("{\"phase\": \"Failed\", \"message\": \"bad data\"}");
    Result failed = run("get", name, "--watch");
    assertEquals(4, failed.exitCode());
    assertTrue(failed.out().startsWith("Failed - bad data"), failed.out());
  }

  @Test
  void aCancelledWorkflowIsGone() {
    ok("submit", file);
    assertEquals(name + " has ended, and is deleted", ok("cancel", name));
    assertEquals(2, run("get", name).exitCode());
    assertEquals(2, run("cancel", name).exitCode());
  }

  @Test
  void faultsAreToldBeforeAnythingIsSent() {
    Result faulty = run("submit", file, "--set", "image.cell=2 arcsecs");
    assertEquals(2, faulty.exitCode());
    assertTrue(faulty.err().contains("did you mean arcsec?"), faulty.err());
    assertEquals(2, run("get", name).exitCode());
  }

  private record Result(int exitCode, String out, String err) {}

  private static String ok(Object... words) {
    Result result = run(words);
    assertEquals(0, result.exitCode(), result.err());
    return result.out();
  }

  private static Result run(Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] args = new String[words.length + 4];
    for (int i = 0; i < words.length; i++) {
      args[i] = words[i].toString();
    }
    args[words.length] = "--kubeconfig";
    args[words.length + 1] = TestCluster.kubeconfig();
    args[words.length + 2] = "-n";
    args[words.length + 3] = NAMESPACE;
    int exitCode =
        ClusterCommands.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new Result(exitCode, out.toString().strip(), err.toString().strip());
  }

  private void status(String json) {
    cluster
        .genericKubernetesResources(Workflows.KIND)
        .inNamespace(NAMESPACE)
        .withName(name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": " + json + "}");
  }
}
