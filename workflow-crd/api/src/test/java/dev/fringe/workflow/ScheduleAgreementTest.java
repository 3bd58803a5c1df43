package dev.fringe.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.workflow.crd.ApiServer;
import dev.fringe.workflow.crd.ResourceDefinition;
import dev.fringe.workflow.schedule.Schedule;
import dev.fringe.workflow.schedule.ScheduleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line and the cluster take, and refuse, the same schedules. */
class ScheduleAgreementTest {
  private static final Path FOLDER = Path.of("..", "..", "sample-data", "schedules");
  private static final ApiServer SERVER = new ApiServer(ResourceDefinition.SCHEDULE);

  /**
   * What only the reader tells: which zones there are, that a range begins before it ends, days
   * that no month has, and whether a parameter can be had from the source. For these the operator
   * says Accepted False, with the reader's words.
   */
  private static final List<String> ONLY_THE_READER =
      List.of(
          "22-2",
          "0 0 30 2",
          "Mars/Olympus",
          "{date}_{date}",
          "query: {scope: obs}",
          "[{file: a.uvfits}]",
          "[{did: \"{{input.did}}\"}]",
          "dataset: \"{{input.file}}\"",
          "labels: {a b: c}");

  static boolean isOnlyTheReaders(String change) {
    return ONLY_THE_READER.stream().anyMatch(change::contains);
  }

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsAcceptedByBothUnderItsOwnName(Path file) throws IOException {
    Schedule schedule = ScheduleReader.read(file, List.of());
    assertEquals(file.getFileName().toString(), schedule.name() + ".yaml");
    assertTrue(ScheduleReader.isSchedule(file));
    assertEquals(List.of(), SERVER.create(Files.readString(file)));
  }

  @Test
  void thereAreSamplesOfEachSource() throws IOException {
    assertEquals(3, samples().size());
  }

  static Stream<Arguments> faulty() {
    return ScheduleFaultsTest.faulty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faulty")
  void whatTheReaderRefusesTheClusterRefuses(String change) {
    List<String> faults = SERVER.create(ScheduleFaultsTest.with(change));
    assertEquals(isOnlyTheReaders(change), faults.isEmpty(), () -> change + " -> " + faults);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedules: [\"*/5 0-6,22,23 1 JAN-mar 1-5\", \"@weekly\", \"5/10 * * * 7\"]",
        "timeZone: America/Argentina/Buenos_Aires",
        "timeZone: Etc/GMT+3",
        "startingDeadline: 30 min",
        "history: {failed: 0}",
        "source: {prefix: {address: \"davs://h:8443/raw\", pattern: \"*/{target}-?.uvfits\"}}",
        "batching: {by: Count, size: 4, wait: 6 h}",
        "template: {spec: {inputs: [{file: \"{{ input.file }}\"}, {file: \"s3://cal/c.uvfits\"}],"
            + " image: {size: 512, cell: 2 arcsec}, publish: {scope: \"{{input.target}}\","
            + " dataset: \"{{schedule.name}}-{{input.date}}-{{batch.size}}\"}}}"
      })
  void whatTheReaderTakesTheClusterTakes(String change) {
    String text = ScheduleFaultsTest.with(change);
    ScheduleReader.read("s.yaml", text);
    assertEquals(List.of(), SERVER.create(text));
  }

  @Test
  void aPresetBreaksNoRule() {
    assertEquals(List.of(), SERVER.faultsOfPresets());
  }

  @Test
  void aScheduleMayChange() {
    String before = ScheduleFaultsTest.with("most: 3");
    assertEquals(
        List.of(), SERVER.update(before, before.replace("inputs:", "deadline: 1 h, inputs:")));
  }

  @Test
  void theMessageSaysWhatWouldBeRight() {
    String fault = SERVER.create(ScheduleFaultsTest.with("schedules: [daily]")).getFirst();
    assertTrue(fault.startsWith(".spec.schedules[0]: write minute, hour, day"), fault);
    String unknown =
        SERVER
            .create(
                ScheduleFaultsTest.with("template: {spec: {inputs: [{file: \"{{input.fiel}}\"}]}}"))
            .getFirst();
    assertTrue(unknown.contains("there are input.did, input.file"), unknown);
  }
}
