package dev.fringe.pipelines.cli;

import static dev.fringe.pipelines.Servers.needed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.pipelines.run.SmallField;
import dev.fringe.pipelines.store.RunLock;
import dev.fringe.storage.endpoints.ObjectStores;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoredObject;
import dev.fringe.storage.settings.SettingsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs and cleanings as an operator has them executed: processes with what it tells them. */
class CleanCommandTest {
  private static final String KEPT =
      "cleanUp: Never\nimage: {size: 64, cell: 2 arcsec, psf: skipped}\nclean: {algorithm: none}";

  @TempDir private Path folder;

  private record Ended(int exitCode, String told) {}

  private Ended fringe(String owner, String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Fringe.class.getName()));
    command.addAll(List.of(words));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.directory(folder.toFile());
    process.environment().put("FRINGE_WORKFLOW", "astronomy/" + owner);
    process.environment().put("FRINGE_OWNER", owner);
    process.environment().put("FRINGE_CONFIG", folder.resolve("fringe.yaml").toString());
    Process started = process.start();
    String told = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(started.waitFor(), told);
  }

  private void settings(String endpoints) throws IOException {
    Files.writeString(folder.resolve("fringe.yaml"), "endpoints: [" + endpoints + "]\n");
  }

  private static List<String> under(ObjectStore objects, Location prefix) throws IOException {
    return objects.list(prefix).stream()
        .map(StoredObject::location)
        .map(prefix::relativize)
        .toList();
  }

  /** Two owners of workflows that are the same, one of which goes. */
  private void runKeepAndClean(ObjectStore objects, Location scratch) throws Exception {
    SmallField.of(2, 0, SmallField.point(10, 10, 1)).observe(folder.resolve("o.uvfits"));
    Path workflow =
        SmallField.workflow(folder.resolve("w.yaml"), folder.resolve("o.uvfits").toString(), KEPT);
    Files.writeString(
        workflow,
        Files.readString(workflow).replace("scratch: scratch", "scratch: " + scratch.shown()));
    for (String owner : List.of("uid-1", "uid-2")) {
      Ended run = fringe(owner, "run", workflow.toString());
      assertEquals(0, run.exitCode, run.told);
      assertTrue(
          run.told.lines().anyMatch(line -> line.startsWith("astronomy/" + owner + "  ")),
          run.told);
      List<String> kept = under(objects, scratch.resolve(owner));
      assertTrue(
          kept.stream().anyMatch(f -> f.matches("w-.*/store/manifest.json")), kept::toString);
    }
    objects.write(scratch.resolve("uid-1/w-0123456789ab.lock"), holder());
    List<String> others = under(objects, scratch.resolve("uid-2"));
    for (int time = 0; time < 2; time++) {
      Ended cleaned = fringe("uid-1", "clean", workflow.toString());
      assertEquals(0, cleaned.exitCode, cleaned.told);
      assertEquals(List.of(), under(objects, scratch.resolve("uid-1")));
      assertEquals(others, under(objects, scratch.resolve("uid-2")));
    }
    assertEquals(0, fringe("uid-2", "clean", workflow.toString()).exitCode);
    assertEquals(List.of(), under(objects, scratch));
  }

  /** The lock of a run whose machine is gone. */
  private static byte[] holder() {
    return "{\"id\":\"x\",\"host\":\"gone\",\"process\":1,\"startedMillis\":1,\"renewals\":7}"
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatRunsKeptInAFolderIsRemovedAndNothingOfOthers() throws Exception {
    settings("");
    Location scratch = Location.of(folder.resolve("shared"));
    runKeepAndClean(ObjectStores.withDefaults(), scratch);
    try (var left = Files.list(scratch.path())) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  @Tag("servers")
  void whatRunsKeptInAnObjectStoreIsRemovedAndNothingOfOthers() throws Exception {
    settings(
        "{prefix: \"s3://\", endpoint: \"%s\", pathStyle: true}"
            .formatted(needed("FRINGE_TEST_S3")));
    runKeepAndClean("s3://fringe");
  }

  @Test
  @Tag("servers")
  void whatRunsKeptOnAWebDavServerIsRemovedAndNothingOfOthers() throws Exception {
    String server = needed("FRINGE_TEST_WEBDAV");
    settings(
        "{prefix: \"%s\", tokenFile: \"%s\", caFile: \"%s\"}"
            .formatted(
                server, needed("FRINGE_TEST_WEBDAV_TOKEN_FILE"), needed("FRINGE_TEST_WEBDAV_CA")));
    runKeepAndClean(server.replaceAll("/$", "") + "/fringe-test");
  }

  private void runKeepAndClean(String parent) throws Exception {
    try (ObjectStore objects =
        ObjectStores.of(
            SettingsFile.load(Optional.of(folder.resolve("fringe.yaml"))).endpoints())) {
      runKeepAndClean(objects, Location.parse(parent).resolve("clean-" + UUID.randomUUID()));
    }
  }

  @Test
  void nothingIsTakenFromARunThatIsAtWork() throws Exception {
    settings("");
    Location scratch = Location.of(folder.resolve("shared"));
    Path workflow = SmallField.workflow(folder.resolve("w.yaml"), "o.uvfits", KEPT);
    Files.writeString(
        workflow,
        Files.readString(workflow).replace("scratch: scratch", "scratch: " + scratch.shown()));
    Location run = scratch.resolve("uid-1/w-0123456789ab");
    try (ObjectStore objects = ObjectStores.withDefaults()) {
      objects.write(run.resolve("store/manifest.json"), holder());
      try (RunLock held = RunLock.take(run, objects).orElseThrow()) {
        Ended refused = fringe("uid-1", "clean", workflow.toString());
        assertEquals(4, refused.exitCode, refused.told);
        assertTrue(
            refused.told.contains(
                "astronomy/uid-1 fringe: " + run.shown() + ": a run is at work there"),
            refused.told);
        assertTrue(objects.find(run.resolve("store/manifest.json")).isPresent());
      }
      assertEquals(0, fringe("uid-1", "clean", workflow.toString()).exitCode);
      assertFalse(Files.exists(scratch.resolve("uid-1").path()));
    }
  }

  @Test
  void whoseRunsTheyWereMustBeSaid() throws Exception {
    settings("");
    Path workflow = SmallField.workflow(folder.resolve("w.yaml"), "o.uvfits", KEPT);
    assertEquals(2, fringe("", "clean", workflow.toString()).exitCode);
    assertEquals(2, fringe("../up", "clean", workflow.toString()).exitCode);
  }
}
