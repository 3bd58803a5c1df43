package dev.fringe.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fringe.operator.schedule.FileSource;
import dev.fringe.operator.schedule.core.Found;
import dev.fringe.rucio.RucioClient;
import dev.fringe.storage.endpoints.ObjectStores;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.settings.Lakes;
import dev.fringe.storage.settings.RucioClients;
import dev.fringe.storage.settings.RucioLake;
import dev.fringe.storage.settings.Settings;
import dev.fringe.storage.settings.SettingsFile;
import dev.fringe.workflow.schedule.ScheduleReader;
import dev.fringe.workflow.schedule.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What schedules find in a real S3 server and in a real Rucio. */
@Tag("servers")
class ServersTest {
  @TempDir private Path folder;
  private Settings settings;

  @BeforeEach
  void theSettingsOfTheTestServers() throws IOException {
    assumeTrue(
        System.getenv("FRINGE_TEST_RUCIO") != null && System.getenv("FRINGE_TEST_S3") != null,
        "skipped: no test servers; start them by .ci/rucio-up and source its env file");
    settings =
        SettingsFile.read(
            Files.writeString(
                folder.resolve("fringe.yaml"),
                """
                defaultLake: test
                lakes:
                  test:
                    type: rucio
                    url: %s
                    account: %s
                    auth: {method: userpass, username: %s, passwordFile: "%s"}
                    upload: tier=1
                endpoints:
                  - {prefix: "s3://", endpoint: "%s", region: us-east-1, pathStyle: true}
                """
                    .formatted(
                        System.getenv("FRINGE_TEST_RUCIO"),
                        System.getenv("FRINGE_TEST_RUCIO_ACCOUNT"),
                        System.getenv("FRINGE_TEST_RUCIO_USERNAME"),
                        System.getenv("FRINGE_TEST_RUCIO_PASSWORD_FILE"),
                        System.getenv("FRINGE_TEST_S3"))));
  }

  @Test
  void objectsOfABucketAreFoundAndTheirVersionsTold() throws IOException {
    Location prefix = Location.parse("s3://fringe/sources-" + UUID.randomUUID() + "/");
    try (ObjectStores stores = ObjectStores.of(settings.endpoints());
        FileSource files = SettingsFileSource.of(settings)) {
      Source source =
          source("prefix: {address: '" + prefix + "', pattern: '{target}_{date}.uvfits'}");
      Location object = prefix.resolve("M 87_20260301.uvfits");
      stores.write(object, "one".getBytes(StandardCharsets.UTF_8));
      stores.write(prefix.resolve("deep/x.uvfits"), new byte[1]);
      List<Found> found = files.look(source, id -> true);
      assertEquals(List.of("M 87_20260301.uvfits"), found.stream().map(Found::path).toList());
      assertEquals(object, Location.parse(found.getFirst().id()));
      Duration age = Duration.between(found.getFirst().time(), Instant.now());
      assertTrue(age.abs().compareTo(Duration.ofMinutes(5)) < 0, age.toString());
      stores.write(object, "two".getBytes(StandardCharsets.UTF_8));
      assertTrue(
          !files.look(source, id -> true).getFirst().version().equals(found.getFirst().version()));
      stores.delete(object);
      stores.delete(prefix.resolve("deep/x.uvfits"));
      assertEquals(List.of(), files.look(source, id -> true));
    }
  }

  @Test
  void filesOfADatasetAndOfAQueryAreFoundInRucio() throws IOException {
    String scope = "src-" + UUID.randomUUID().toString().substring(0, 8);
    try (RucioClient rucio = RucioClients.open((RucioLake) Lakes.find(settings, ""))) {
      rucio.accounts().ensureScope(rucio.account(), scope);
    }
    String collection = "C-" + scope;
    Path one = Files.writeString(folder.resolve("one.uvfits"), "one " + scope);
    Path two = Files.writeString(folder.resolve("two.uvfits"), "two " + scope);
    Did night = Did.of(scope, "night");
    Publication first =
        Publication.of(
                night,
                List.of(
                    new PublishedFile(
                        Did.of(scope, "one.uvfits"),
                        one,
                        Map.of(
                            "target_name",
                            "M87",
                            "t_min",
                            61100.75,
                            "obs_collection",
                            collection))),
                List.of(RuleRequest.of("CH-S3", 1)))
            .leftOpen();
    try (DataLake lake = Lakes.open(settings, "");
        FileSource files = SettingsFileSource.of(settings)) {
      lake.publish(first);
      Source available = source("dataset: {did: '" + night + "'}");
      Source closed = source("dataset: {did: '" + night + "', when: Closed}");
      Found found = files.look(available, id -> true).getFirst();
      assertEquals(scope + ":one.uvfits", found.id());
      assertEquals(Found.State.WHOLE, found.state());
      assertEquals(Optional.of("M87"), found.target());
      assertEquals(Optional.of(LocalDate.of(2026, 3, 1)), found.night());
      assertTrue(found.time().isAfter(Instant.now().minus(Duration.ofHours(1))), found::toString);
      assertEquals(Found.State.NOT_YET, files.look(closed, id -> true).getFirst().state());
      lake.publish(
          Publication.of(
              night,
              List.of(PublishedFile.of(Did.of(scope, "two.uvfits"), two)),
              List.of(RuleRequest.of("CH-S3", 1))));
      List<Found> both = files.look(closed, id -> true);
      assertEquals(2, both.size(), both::toString);
      assertTrue(both.stream().allMatch(f -> f.state() == Found.State.WHOLE), both::toString);
      List<Found> byQuery =
          files.look(
              source(
                  "query: {scope: " + scope + ", metadata: {obs_collection: " + collection + "}}"),
              id -> true);
      assertEquals(List.of(found.id()), byQuery.stream().map(Found::id).toList());
      assertEquals(List.of(), files.look(available, id -> false));
    }
  }

  private static Source source(String source) {
    String input = source.startsWith("prefix") ? "file: '{{input.file}}'" : "did: '{{input.did}}'";
    return ScheduleReader.read(
            "s.yaml",
            """
            apiVersion: fringe.dev/v1alpha1
            kind: WorkflowSchedule
            metadata: {name: s}
            spec:
              schedules: ["@daily"]
              source: {SOURCE}
              template: {spec: {inputs: [{INPUT}]}}
            """
                .replace("SOURCE", source)
                .replace("INPUT", input))
        .spec()
        .source();
  }
}
