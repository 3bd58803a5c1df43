package dev.fringe.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.operator.schedule.FileSource;
import dev.fringe.operator.schedule.core.Found;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.settings.Lakes;
import dev.fringe.storage.settings.Settings;
import dev.fringe.storage.settings.SettingsFile;
import dev.fringe.workflow.schedule.Schedule;
import dev.fringe.workflow.schedule.ScheduleReader;
import dev.fringe.workflow.schedule.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What schedules find in a folder and in a local lake; the stores have contracts of their own. */
class SettingsFileSourceTest {
  @TempDir private Path folder;

  @Test
  void filesBelowAPrefixAreFoundAsDeepAsThePatternGoes() throws IOException {
    Files.writeString(folder.resolve("a b.uvfits"), "x");
    Files.writeString(Files.createDirectories(folder.resolve("day1")).resolve("c.uvfits"), "xy");
    try (FileSource files = SettingsFileSource.of(settings(folder))) {
      List<Found> flat = files.look(prefix(folder, "*.uvfits"), id -> true);
      assertEquals(List.of("a b.uvfits"), flat.stream().map(Found::path).toList());
      assertEquals(Found.State.MAY_CHANGE, flat.getFirst().state());
      assertEquals(folder.resolve("a b.uvfits"), Location.parse(flat.getFirst().id()).path());
      List<Found> deep = files.look(prefix(folder, "*/*.uvfits"), id -> true);
      assertTrue(deep.stream().anyMatch(f -> f.path().equals("day1/c.uvfits")), deep::toString);
      assertEquals(List.of(), files.look(prefix(folder, "*"), id -> false));
    }
  }

  @Test
  void anotherVersionIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("a.uvfits"), "x");
    try (FileSource files = SettingsFileSource.of(settings(folder))) {
      String before = files.look(prefix(folder, "*"), id -> true).getFirst().version();
      assertEquals(before, files.look(prefix(folder, "*"), id -> true).getFirst().version());
      Files.writeString(file, "xy");
      String after = files.look(prefix(folder, "*"), id -> true).getFirst().version();
      assertTrue(!before.equals(after), after);
    }
  }

  @Test
  void whatNoEndpointNamesIsNotListed() throws IOException {
    try (FileSource files = SettingsFileSource.of(settings(folder.resolve("raw")))) {
      for (String address :
          List.of("file:///etc/", "https://169.254.169.254/latest/", "s3://other/", "file:///")) {
        IOException e =
            assertThrows(
                IOException.class,
                () -> files.look(source("prefix: {address: '%s'}", address), id -> true));
        assertTrue(e.getMessage().contains("under no endpoint of the operator's settings"));
      }
    }
  }

  @Test
  void filesOfALakeAreFoundWithWhatTheirMetadataTell() throws IOException {
    Path lakeFolder = folder.resolve("lake");
    Settings settings =
        read("defaultLake: here\nlakes: {here: {type: local, path: \"" + lakeFolder + "\"}}\n");
    Path one = Files.writeString(folder.resolve("one.uvfits"), "one");
    Path two = Files.writeString(folder.resolve("two.uvfits"), "two");
    try (DataLake lake = Lakes.open(settings, "")) {
      lake.publish(
          Publication.of(
                  Did.parse("obs:night"),
                  List.of(
                      new PublishedFile(
                          Did.parse("obs:one.uvfits"),
                          one,
                          Map.of("target_name", "M 87", "t_min", 61100.25, "obs_collection", "S")),
                      new PublishedFile(Did.parse("obs:two.uvfits"), two, Map.of())),
                  List.of())
              .leftOpen());
    }
    try (FileSource files = SettingsFileSource.of(settings)) {
      List<Found> found = files.look(source("dataset: {did: '%s'}", "obs:night"), id -> true);
      assertEquals(
          List.of("obs:one.uvfits", "obs:two.uvfits"), found.stream().map(Found::id).toList());
      assertEquals(Found.State.WHOLE, found.getFirst().state());
      assertEquals(Optional.of("M 87"), found.getFirst().target());
      // 61100.25 is 2026-03-01, six in the morning: the evening before.
      assertEquals(Optional.of(LocalDate.of(2026, 2, 28)), found.getFirst().night());
      assertEquals(
          Found.State.NOT_YET,
          files
              .look(source("dataset: {did: '%s', when: Closed}", "obs:night"), id -> true)
              .getFirst()
              .state());
      assertEquals(
          List.of("obs:two.uvfits"),
          files
              .look(source("dataset: {did: '%s'}", "obs:night"), id -> !id.contains("one"))
              .stream()
              .map(Found::id)
              .toList());
      assertEquals(
          List.of("obs:one.uvfits"),
          files
              .look(
                  source("query: {scope: obs, metadata: {obs_collection: '%s'}}", "S"), id -> true)
              .stream()
              .map(Found::id)
              .toList());
      IOException e =
          assertThrows(
              IOException.class,
              () -> files.look(source("dataset: {did: '%s'}", "obs:none"), id -> true));
      assertTrue(e.getMessage().contains("obs:none"), e.getMessage());
    }
  }

  private static Settings settings(Path endpoint) throws IOException {
    return read("endpoints: [{prefix: \"" + address(endpoint) + "\"}]\n");
  }

  private static Settings read(String yaml) throws IOException {
    Path outside = Files.createTempFile("fringe", ".yaml");
    try {
      return SettingsFile.read(Files.writeString(outside, yaml));
    } finally {
      Files.delete(outside);
    }
  }

  private static Source prefix(Path folder, String pattern) {
    return source("prefix: {address: '%s', pattern: '" + pattern + "'}", address(folder));
  }

  private static String address(Path folder) {
    return Location.of(folder).toString().replaceFirst("/*$", "/");
  }

  private static Source source(String form, String value) {
    String source = form.formatted(value);
    String input = source.startsWith("prefix") ? "file: '{{input.file}}'" : "did: '{{input.did}}'";
    Schedule schedule =
        ScheduleReader.read(
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
                .replace("INPUT", input));
    return schedule.spec().source();
  }
}
