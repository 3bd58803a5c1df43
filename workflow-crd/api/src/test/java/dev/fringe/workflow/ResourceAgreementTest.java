package dev.fringe.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.workflow.crd.ApiServer;
import dev.fringe.workflow.crd.ResourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line and the cluster take, and refuse, the same workflows. */
class ResourceAgreementTest {
  private static final ApiServer SERVER = new ApiServer(ResourceDefinition.WORKFLOW);
  static final String HEAD =
      "apiVersion: fringe.dev/v1alpha1\nkind: Workflow\nmetadata: {name: w}\nspec:\n  ";

  /**
   * What only the reader tells, as no schema can: for these the operator says Accepted False, with
   * the reader's words.
   */
  static final Set<String> ONLY_THE_READER =
      Set.of(
          "inputs: [{file: a}, {file: b}, {file: a}]",
          "selection: {channels: 5-2}",
          "selection: {uvRange: 2 km .. 1 km}",
          "selection: {timeRange: 2020-01-02 .. 2020-01-01}",
          "selfCalibrate: {interval: 1 min, amplitude: {interval: 10 s}}",
          "image: {stokes: II}");

  static List<Path> samples() throws IOException {
    return SampleWorkflowsTest.samples();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleIsAcceptedByTheCluster(Path file) throws IOException {
    assertEquals(List.of(), SERVER.create(Files.readString(file)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatTheReaderPrintsIsAcceptedByTheCluster(Path file) {
    assertEquals(List.of(), SERVER.create(WorkflowReader.read(file).toYaml()));
  }

  static Stream<Arguments> faulty() {
    return Stream.concat(
        FaultsTest.faultySpecs()
            .map(f -> Arguments.of("inputs: [{file: a.uvfits}]\n  " + f.get()[0])),
        FaultsTest.faultyInputs().map(f -> Arguments.of(f.get()[0])));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faulty")
  void whatTheReaderRefusesTheClusterRefuses(String spec) {
    List<String> faults = SERVER.create(HEAD + spec);
    boolean onlyTheReader = ONLY_THE_READER.stream().anyMatch(spec::endsWith);
    assertEquals(onlyTheReader, faults.isEmpty(), () -> spec + " -> " + faults);
  }

  static Stream<String> right() {
    return Stream.of(
        "image: {size: 1024, cell: 2arcsec}",
        "image: {size: 1024 x 512, cell: 10 deg, stokes: 'RR, LL'}".replace("10 deg", "30 arcsec"),
        "image: {size: 16}",
        "image: {size: 32768, cell: 1 uas}",
        "image: {centre: {ra: 12:30:49.42, dec: -12d23m28.0s}}",
        "image: {centre: {ra: 187.7059 deg, dec: +12:23:28}}",
        "image: {weighting: {scheme: uniform, taper: 1.5 arcmin}}",
        "image: {accuracy: 1e-12}",
        "selection: {channels: 5, windows: '0,2'}",
        "selection: {channels: '4-7, 12-15', uvRange: 100 lambda .. 20 klambda}",
        "selection: {uvRange: .. 3 km}",
        "selection: {timeRange: 2017-04-06T00:30 ..}",
        "selection: {timeRange: 2017-04-06 .. 2017-04-07T08:00:01.5Z}",
        "clean: {threshold: 1 mJy, autoMask: 5 sigma}",
        "clean: {threshold: 1 mJy, autoMask: 0.001 Jy}",
        "clean: {gain: 1}",
        "publish: {scope: d, rules: [{rses: '(A|B)&tier=1'}, {rses: C, copies: 2, lifetime: 30"
            + " d}]}",
        "engine: {parallelism: 64, threads: 64}",
        "engine: {mode: FlinkSession, parallelism: 4096, threads: 64}",
        "deadline: 8 h",
        "retries: {limit: 0, backoff: 1 min}",
        "scheduling: {state: Suspended, priority: -5, ttl: 7 d}");
  }

  @ParameterizedTest
  @MethodSource("right")
  void whatTheReaderTakesTheClusterTakes(String spec) {
    String yaml = HEAD + "inputs: [{file: a.uvfits}]\n  " + spec;
    WorkflowReader.read("w.yaml", yaml);
    assertEquals(List.of(), SERVER.create(yaml));
  }

  @Test
  void theMessageSaysWhatWouldBeRight() {
    String fault =
        SERVER.create(HEAD + "inputs: [{file: a}]\n  image: {cell: 2 arcsecs}").getFirst();
    assertTrue(fault.startsWith(".spec.image.cell: write a number and one of uas, mas"), fault);
    assertTrue(fault.endsWith("such as \"2 arcsec\"; above 0 arcsec, at most 10 deg"), fault);
  }

  @Test
  void aPresetBreaksNoRule() {
    assertEquals(List.of(), SERVER.faultsOfPresets());
  }

  @Test
  void aSpecMayNotChangeButForItsScheduling() {
    String before = HEAD + "inputs: [{file: a.uvfits}]";
    assertEquals(List.of(), SERVER.update(before, before));
    assertEquals(List.of(), SERVER.update(before, before + "\n  scheduling: {state: Suspended}"));
    assertFalse(SERVER.update(before, before + "\n  image: {size: 512}").isEmpty());
    assertFalse(SERVER.update(before, before + "\n  deadline: 1 h").isEmpty());
    assertFalse(SERVER.update(before + "\n  deadline: 1 h", before).isEmpty());
  }

  @Test
  void aNameThatProductsCannotHaveIsRefused() {
    String dotted = HEAD.replace("name: w", "name: a.b") + "inputs: [{file: a.uvfits}]";
    assertTrue(SERVER.create(dotted).getFirst().contains("lower-case letters"));
  }
}
