package dev.fringe.pipelines.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * First light at a regional centre: the input is found in Rucio and read from S3, the visibility
 * store is in S3, the products go to S3 and into Rucio with a rule for two copies, and come back
 * the same to the byte, by Rucio's own client and by ours.
 */
@Tag("servers")
class LakeRunIT {

  private static final Duration RUNNING = Duration.ofMinutes(4);
  private static final Path SAMPLES = Path.of("../sample-data/workflows").toAbsolutePath();
  private static final String NAME = "first-light";
  private static final int PRODUCTS = 10;
  private static final int SOURCES_PUT_IN = 11;

  @TempDir Path folder;
  private LakeSite site;
  private String dataset;

  @BeforeEach
  void observe() throws Exception {
    site = LakeSite.in(folder);
    dataset = site.scope() + ":" + NAME;
    String input = site.scope() + ":observation.uvfits";
    fringe(
        "put",
        "lake",
        "put",
        SAMPLES.resolve("observation.uvfits").toString(),
        input,
        "--rse=site=UK");
    Files.writeString(
        folder.resolve("workflow.yaml"),
        Files.readString(SAMPLES.resolve("first-light.yaml"))
            .replace("file: observation.uvfits", "did: '" + input + "'")
            .replace("scope: demo", "scope: " + site.scope())
            .replace("spec:\n", "spec:\n  scratch: " + site.scratch() + "\n"));
  }

  @AfterEach
  void tidyUp() throws IOException {
    if (site != null) {
      site.close();
    }
  }

  @Test
  void anImageIsMadeInOneProcess() throws Exception {
    String said =
        fringe(
            "run",
            "run",
            "workflow.yaml",
            "--out=out",
            "--set=publish.wait=first-copy",
            "--set=cleanUp=Never");

    assertTrue(said.contains("Published as " + dataset), said);
    assertTrue(
        site.inScratch().stream().anyMatch(o -> o.location().toString().contains("/samples/")),
        "the visibility store is not in S3");
    isReplicatedAndComesBack();
    nothingIsGivenAway();
  }

  @Test
  void aClusterOfTwoTaskManagersDoesTheSame() throws Exception {
    try (FlinkCluster cluster = FlinkCluster.start(folder.resolve("flink"), 2)) {
      try {
        fringe("run", "run", "workflow.yaml", "--out=out", "--flink-master=" + cluster.address());
        FlinkRest.Job job = cluster.rest().jobs().getFirst();
        assertEquals("FINISHED", job.state());
        assertEquals(2, cluster.rest().recordsByTaskManager(job).size());
      } catch (IOException | AssertionError e) {
        throw new AssertionError(e.getMessage() + "\n" + cluster.logs(), e);
      }
    }

    assertEquals(List.of(), site.inScratch(), "a run that succeeded leaves nothing");
    isReplicatedAndComesBack();
    nothingIsGivenAway();
  }

  @Test
  void aRunThatIsKilledGoesOnFromItsStore() throws Exception {
    try (JavaProcess run = start("killed", "run", "workflow.yaml", "--out=out")) {
      Patience.await(
          "the first major cycle",
          RUNNING,
          () -> {
            assertTrue(run.isAlive(), run::tail);
            return site.inScratch().stream()
                .map(StoredObject::location)
                .filter(at -> at.toString().endsWith("/checkpoints/cycle-1.json"))
                .findFirst();
          },
          run::tail);
      run.kill();
    }
    assertFalse(Files.exists(folder.resolve("out")), "products before the end");

    String said = fringe("again", "run", "workflow.yaml", "--out=out");

    assertFalse(said.contains("Weigh and pack ..."), said);
    assertFalse(said.contains("Major cycle 1 ..."), said);
    assertEquals(List.of(), site.inScratch(), "a run that succeeded leaves nothing");
    isReplicatedAndComesBack();
  }

  @Test
  void aRunWithItsStoreOnWebDavEndsWhenAllCopiesAreThere() throws Exception {
    try (JavaProcess run =
        start(
            "waiting",
            "run",
            "workflow.yaml",
            "--out=out",
            "--set=scratch=" + site.webDavScratch(),
            "--set=publish.wait=all")) {
      Patience.await(
          "its products in the lake",
          RUNNING,
          () -> {
            assertTrue(run.isAlive(), run::tail);
            return Optional.of(said("waiting")).filter(log -> log.contains("published 10 files"));
          },
          run::tail);
      assertTrue(
          site.inScratch().stream().anyMatch(o -> o.location().toString().startsWith("davs://")),
          "the visibility store is not on the WebDAV server");
      assertTrue(run.isAlive(), "it has not waited for the copies");
      site.transfer(dataset);
      assertEquals(0, run.exitCode(RUNNING), run::tail);
    }
    assertTrue(said("waiting").contains("OK, 20 of 20 copies of files"), said("waiting"));
    assertEquals(List.of(), site.inScratch(), "a run that succeeded leaves nothing");
    nothingIsGivenAway();
  }

  private void isReplicatedAndComesBack() throws Exception {
    int sources = Files.readAllLines(folder.resolve("out/first-light-sources.csv")).size() - 1;
    assertTrue(sources >= SOURCES_PUT_IN, sources + " sources");
    site.transfer(dataset);
    String rules = fringe("rules", "lake", "rules", dataset);
    assertTrue(rules.contains("OK") && rules.contains("20 of 20"), rules);
    fringe("verify", "lake", "verify", dataset);
    site.official("rucio", "download", "--dir", "official", dataset);
    fringe("get", "lake", "get", dataset, "--to=ours");

    Map<String, byte[]> made = products(folder.resolve("out"));
    assertEquals(PRODUCTS, made.size());
    isSame(made, products(folder.resolve("official").resolve(NAME)));
    isSame(made, products(folder.resolve("ours")));
  }

  private static void isSame(Map<String, byte[]> made, Map<String, byte[]> fetched) {
    assertEquals(made.keySet(), fetched.keySet());
    made.forEach((name, bytes) -> assertArrayEquals(bytes, fetched.get(name), name));
  }

  /** By name; in the lake, where names are unique, the SKA's own file has the dataset's too. */
  private static Map<String, byte[]> products(Path folder) throws IOException {
    Map<String, byte[]> products = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replaceFirst("^" + NAME + "-", "");
        products.put(name, Files.readAllBytes(file));
      }
    }
    return products;
  }

  /** Logs, the workflow, products, the summary, the provenance record, metadata, the store. */
  private void nothingIsGivenAway() throws IOException, InterruptedException {
    Map<String, byte[]> written = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        written.put(file.toString(), Files.readAllBytes(file));
      }
    }
    for (StoredObject object : site.inScratch()) {
      written.put(object.location().toString(), site.bytes(object));
    }
    String metadata = fringe("show", "lake", "show", dataset);
    written.put("metadata", metadata.getBytes(StandardCharsets.UTF_8));
    List<String> found = new ArrayList<>();
    for (LakeSite.Secret secret : site.secrets()) {
      written.forEach(
          (name, bytes) -> {
            if (secret.isIn(bytes)) {
              found.add(secret.what() + " in " + name);
            }
          });
    }
    assertEquals(List.of(), found);
  }

  private JavaProcess start(String log, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--config=fringe.yaml");
    return FringeCommand.startVerbose(folder, log, all.toArray(String[]::new));
  }

  /**
   * @return all that it said
   */
  private String fringe(String log, String... arguments) throws IOException, InterruptedException {
    try (JavaProcess process = start(log, arguments)) {
      assertEquals(0, process.exitCode(RUNNING), process::tail);
    }
    return said(log);
  }

  private String said(String log) throws IOException {
    return Files.readString(folder.resolve(log + ".log"));
  }
}
