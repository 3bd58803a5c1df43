package dev.fringe.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fringe.cluster.testing.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From {@code kubectl apply} to published products: the laptop's overlay on a real API server, the
 * operator from its image as its own ServiceAccount, runs from theirs, an astronomer with the right
 * to edit a namespace. Only the node is the test's: what it starts are the images' own commands.
 */
@Tag("cluster")
class WholeWayTest {
  private static final Path OBSERVATION =
      Path.of("../../sample-data/workflows/observation.uvfits").toAbsolutePath().normalize();

  /**
   * After a kill between a launch and its telling, and after somebody else's write; the operator's
   * framework does not start without the right to update leases, and then patches them.
   */
  private static final Set<String> USED_AFTER_CONFLICTS =
      Set.of("get batch/jobs", "get fringe.dev/workflows", "update coordination.k8s.io/leases");

  @TempDir static Path folder;
  private static Site site;
  private static Path kubeconfig;

  @BeforeAll
  static void aSite() throws IOException, InterruptedException, GeneralSecurityException {
    String cluster = TestCluster.kubeconfig();
    assumeTrue(
        new ProcessBuilder("unshare", "--mount", "setpriv", "--version").start().waitFor() == 0,
        "skipped: to start containers without a container engine, root is needed (unshare)");
    site = new Site(cluster, folder);
    site.start();
    kubeconfig = site.astronomer();
    Files.copy(OBSERVATION, site.lake.resolve("observation.uvfits"));
  }

  /** Each test uses some of the operator's rights; all of them together use all of them. */
  @AfterAll
  static void theOperatorHasUsedAllItsRightsAndWantedNoOther()
      throws IOException, InterruptedException {
    if (site == null) {
      return;
    }
    Optional<Rights> rights;
    Set<String> granted;
    try {
      granted = site.operatorsGrants();
    } finally {
      site.close();
    }
    rights = site.operatorsRights();
    if (rights.isEmpty()) {
      System.err.println("the operator's rights were not compared: FRINGE_TEST_AUDIT names no log");
      return;
    }
    // It asks once whether it may work on schedules too; deploy/components/schedules says so.
    assertEquals(Set.of("list fringe.dev/workflowschedules"), rights.get().denied());
    Set<String> used = new TreeSet<>(rights.get().used());
    used.addAll(USED_AFTER_CONFLICTS);
    assertEquals(granted, used);
  }

  @Test
  void aWorkflowIsSubmittedWatchedAndPublished() throws IOException, InterruptedException {
    fringe(0, "submit", workflow("light", "/lake/observation.uvfits").toString());
    Map<String, String> summary = published("light").get("status", "summary");
    assertTrue(
        summary.get("beam").matches("[0-9.]+ x [0-9.]+ arcsec, -?[0-9]+ deg"), summary::toString);
    assertTrue(summary.get("noise").endsWith("Jy/beam"), summary::toString);
    String logs = fringe(0, "logs", "light");
    assertTrue(logs.contains("Published as demo:light"), logs);
    String listed = fringe(0, "get");
    assertTrue(listed.matches("(?s).*light +Succeeded.*"), listed);
    try (Stream<Path> files = Files.walk(site.lake)) {
      assertTrue(files.anyMatch(f -> f.endsWith("light-image.fits")), "no image in the lake");
    }
    assertTrue(
        site.admin.pods().inNamespace(site.workflows).list().getItems().stream()
            .filter(p -> p.getMetadata().getName().startsWith("light-"))
            .allMatch(
                p -> p.getSpec().getVolumes().stream().noneMatch(v -> v.getProjected() != null)),
        "a run got a token");
    theSameWorkIsLinked("light", "twin");
  }

  /** Watches a workflow of the sample observation to its end, which is good. */
  private static GenericKubernetesResource published(String name)
      throws IOException, InterruptedException {
    String watched = fringe(0, "get", name, "--watch");
    // The page of the run told the operator, the operator the status, and the status us.
    assertTrue(watched.matches("(?s).*Running: .+ \\([0-9]+ %\\).*"), watched);
    assertTrue(watched.contains("demo:" + name), watched);
    GenericKubernetesResource done = named(name);
    assertEquals("Succeeded", done.get("status", "phase"), site::told);
    assertEquals(
        List.of(Map.of("did", "demo:" + name, "rules", "OK")), done.get("status", "products"));
    Map<String, String> summary = done.get("status", "summary");
    // The brightest source of the sample sky, as first-light's own test has it.
    assertTrue(summary.get("peak").matches("2[45][0-9](\\.[0-9]+)? mJy/beam"), summary::toString);
    return done;
  }

  /** The driver is the run's pod; what it sends works on the session's TaskManager. */
  @Test
  void aJobOnAFlinkSessionIsFollowedAndPublished() throws IOException, InterruptedException {
    Path sent = workflow("sent", "/lake/observation.uvfits");
    fringe(
        0,
        "submit",
        sent.toString(),
        "--set=engine.mode=FlinkSession",
        "--set=reuse=Never",
        "--set=scratch=/lake/scratch");
    GenericKubernetesResource done = published("sent");
    Map<String, String> job = done.get("status", "flink");
    assertEquals("FINISHED", site.sessionsWord(job.get("id")), job::toString);
    fringe(0, "cancel", "sent");
    site.forgotten("sent");
    try (Stream<Path> left = Files.list(site.lake.resolve("scratch"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** The same pixels of the same bytes under another name. */
  private static void theSameWorkIsLinked(String first, String second)
      throws IOException, InterruptedException {
    fringe(0, "submit", workflow(second, "/lake/observation.uvfits").toString());
    fringe(0, "get", second, "--watch");
    assertEquals(
        List.of(Map.of("did", "demo:" + first, "rules", "OK")),
        named(second).get("status", "products"),
        site::told);
    String logs = fringe(0, "logs", second);
    assertTrue(
        logs.contains(
            "the workflow %s has published the same work as demo:%s".formatted(first, first)),
        logs);
    try (Stream<Path> files = Files.walk(site.lake)) {
      assertTrue(files.noneMatch(f -> f.endsWith(second + "-image.fits")), "made once more");
    }
  }

  @Test
  void badDataFailsOnceInItsOwnWords() throws IOException, InterruptedException {
    Files.writeString(site.lake.resolve("broken.uvfits"), "SIMPLE  = nonsense");
    fringe(0, "submit", workflow("broken", "/lake/broken.uvfits").toString());
    String watched = fringe(4, "get", "broken", "--watch");
    assertTrue(watched.contains("/lake/broken.uvfits"), watched);
    assertEquals(1, (int) named("broken").get("status", "attempts"), site::told);
    fringe(0, "submit", folder.resolve("broken.yaml").toString(), "--set", "scheduling.ttl=1 s");
    site.forgotten("broken");
  }

  @Test
  void aCancelledRunEndsWithItsProcess() throws IOException, InterruptedException {
    fringe(0, "submit", workflow("long", "/lake/observation.uvfits").toString());
    site.admin
        .pods()
        .inNamespace(site.workflows)
        .withLabel("fringe.dev/workflow", "long")
        .waitUntilCondition(
            p -> p != null && p.getStatus() != null && "Running".equals(p.getStatus().getPhase()),
            180,
            TimeUnit.SECONDS);
    fringe(0, "cancel", "long");
    assertEquals(2, run("get", "long").exitCode());
    assertTrue(
        site.admin
            .pods()
            .inNamespace(site.workflows)
            .withLabel("fringe.dev/workflow", "long")
            .list()
            .getItems()
            .isEmpty());
  }

  private static Path workflow(String name, String file) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        apiVersion: fringe.dev/v1alpha1
        kind: Workflow
        metadata: {name: %s}
        spec:
          inputs: [{file: %s}]
          image: {size: 512, cell: 2 arcsec}
          clean: {iterations: 2000, majorCycles: 2}
          publish: {scope: demo, dataset: %s, rules: [{rses: "tier=1", copies: 2}]}
        """
            .formatted(name, file, name));
  }

  private static GenericKubernetesResource named(String name) {
    return site.admin
        .genericKubernetesResources("fringe.dev/v1alpha1", "Workflow")
        .inNamespace(site.workflows)
        .withName(name)
        .get();
  }

  private record Result(int exitCode, String told) {}

  private static String fringe(int expected, String... words)
      throws IOException, InterruptedException {
    Result result = run(words);
    assertEquals(expected, result.exitCode(), () -> result.told() + "\n" + site.told());
    return result.told();
  }

  /** The image's own command, as somebody who has but a kubeconfig. */
  private static Result run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(site.operator.entryPoint());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    Process process = builder.start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), told);
  }
}
