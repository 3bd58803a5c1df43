package dev.fringe.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.yaml.Fault;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is refused at its path and line, with words that say what would be right. */
class FaultsTest {

  /** A line of the spec, the path at fault, and words of the message. */
  static Stream<Arguments> faultySpecs() {
    return Stream.of(
        bad("image: {cell: 2}", "image.cell", "\"2\" is not an angle: it has no unit", "arcsec"),
        bad("image: {cell: 2 arcsecs}", "image.cell", "did you mean arcsec?"),
        bad("image: {cell: 2 Jy}", "image.cell", "\"Jy\" is unknown", "uas, mas, arcsec, arcmin"),
        bad("image: {cell: wide}", "image.cell", "\"wide\" is not an angle", "\"2 arcsec\""),
        bad("image: {cell: -2 arcsec}", "image.cell", "too small", "above 0 arcsec"),
        bad("image: {cell: 0 arcsec}", "image.cell", "too small", "above 0 arcsec"),
        bad("image: {cell: 1e300 deg}", "image.cell", "too large", "at most 10 deg"),
        bad("image: {cell: 1e999 deg}", "image.cell", "the number is too large"),
        bad("image: {cell: [2, 3]}", "image.cell", "a list of 2 cannot stand here", "arcsec"),
        bad("image: {size: 1023}", "image.size", "\"1023\" is odd", "an even number"),
        bad("image: {size: 1024 x 511}", "image.size", "is odd"),
        bad("image: {size: 0}", "image.size", "is not positive", "from 16 to 32768"),
        bad("image: {size: -1024}", "image.size", "is not positive"),
        bad("image: {size: 8}", "image.size", "is too small"),
        bad("image: {size: 100000}", "image.size", "is too large", "32768"),
        bad("image: {size: [1024, 512]}", "image.size", "a list of 2", "1024 x 512"),
        bad("image: {size: 1024.5}", "image.size", "is not an image size"),
        bad("image: {size: 4096, cell: 2 arcmin}", "image.cell", "celestial sphere", "71.2"),
        bad("image: {stokes: IW}", "image.stokes", "\"IW\" is unknown", "IQUV"),
        bad("image: {stokes: II}", "image.stokes", "I stands there twice"),
        bad("image: {stokes: \"I,RR\"}", "image.stokes", "cannot share an image"),
        bad(
            "image: {accuracy: 0.5}",
            "image.accuracy",
            "too large",
            "at least 1e-12 and at most 1e-1"),
        bad("image: {accuracy: 1e-13}", "image.accuracy", "too small"),
        bad("image: {accuracy: high}", "image.accuracy", "\"high\" is not a number"),
        bad("image: {accuracy: .nan}", "image.accuracy", "is not a number"),
        bad("image: {accuracy: \"1e-4\"}", "image.accuracy", "without quotes"),
        bad("image: {centre: {ra: 25:00:00, dec: 0 deg}}", "image.centre.ra", "24 hours"),
        bad("image: {centre: {ra: 10:00:00, dec: 91 deg}}", "image.centre.dec", "-90 to 90"),
        bad("image: {centre: {ra: 10:00:00}}", "image.centre.dec", "is missing", "+12d23m28.0s"),
        bad(
            "image: {weighting: {scheme: Brigs}}",
            "image.weighting.scheme",
            "did you mean briggs?"),
        bad(
            "image: {weighting: {antennas: [{antenna: AA, factor: 0}]}}",
            "image.weighting.antennas[0].factor",
            "above 0"),
        bad(
            "image: {weighting: {antennas: [{antenna: A, factor: 2}, {antenna: A, factor: 3}]}}",
            "image.weighting.antennas[1].antenna",
            "stands there twice"),
        bad("clean: {mask: {radius: 0 uas}}", "clean.mask.radius", "above 0 arcsec"),
        bad("selfCalibrate: {cycles: 0}", "selfCalibrate.cycles", "at least 1"),
        bad("selfCalibrate: {start: {shape: disk}}", "selfCalibrate.start.shape", "disc"),
        bad("selfCalibrate: {start: {shape: disc}}", "selfCalibrate.start.size", "60 uas"),
        bad("selfCalibrate: {start: {size: 60 uas}}", "selfCalibrate.start.size", "a point"),
        bad(
            "selfCalibrate: {cycles: 3, amplitude: {after: 3}}",
            "selfCalibrate.amplitude.after",
            "there are 3 cycles"),
        bad(
            "selfCalibrate: {interval: 1 min, amplitude: {interval: 10 s}}",
            "selfCalibrate.amplitude.interval",
            "shorter"),
        bad(
            "image: {psf: skipped}",
            "image.psf",
            "only with clean.algorithm: none",
            "self-calibration"),
        bad("image: {psf: no}", "image.psf", "made, skipped"),
        bad("image: {weighting: {robust: 3}}", "image.weighting.robust", "too large", "at most 2"),
        bad(
            "image: {weighting: {scheme: uniform, robust: 0}}",
            "image.weighting.robust",
            "only with the scheme briggs",
            "uniform"),
        bad("image: {weighting: {taper: 5}}", "image.weighting.taper", "it has no unit"),
        bad("image: {weighting: briggs}", "image.weighting", "mapping of fields", "scheme, robust"),
        bad(
            "image: {cel: 2 arcsec}",
            "image.cel",
            "no field cel (did you mean cell?)",
            "size, cell"),
        bad("clean: {algorithm: klark}", "clean.algorithm", "did you mean clark?", "hogbom, none"),
        bad("clean: {iterations: 0}", "clean.iterations", "too small", "of at least 1"),
        bad("clean: {iterations: 1.5}", "clean.iterations", "not a whole number"),
        bad("clean: {iterations: many}", "clean.iterations", "\"many\" is not a whole number"),
        bad("clean: {iterations: 99999999999999999999}", "clean.iterations", "whole number"),
        bad("clean: {gain: 0}", "clean.gain", "too small", "above 0 and at most 1"),
        bad("clean: {gain: 1.1}", "clean.gain", "too large", "above 0 and at most 1"),
        bad("clean: {majorGain: -0.1}", "clean.majorGain", "too small"),
        bad("clean: {threshold: -1 mJy}", "clean.threshold", "negative"),
        bad("clean: {threshold: 3}", "clean.threshold", "it has no unit", "mJy, Jy, sigma"),
        bad("clean: {threshold: 3 sgima}", "clean.threshold", "did you mean sigma?"),
        bad("clean: {autoMask: 2 sigma}", "clean.autoMask", "below the threshold", "3 sigma"),
        bad("clean: {autoMask: 0 Jy}", "clean.autoMask", "masks nothing"),
        bad("clean: {majorCycles: 65}", "clean.majorCycles", "too large", "at most 64"),
        bad("selection: {channels: 5-2}", "selection.channels", "ends before it begins"),
        bad("selection: {channels: all}", "selection.channels", "\"0-31\""),
        bad("selection: {windows: -1}", "selection.windows", "counted from 0"),
        bad("selection: {uvRange: 100 lambda}", "selection.uvRange", "two bounds"),
        bad("selection: {uvRange: 1 m .. 2 klambda}", "selection.uvRange", "mixes metres"),
        bad("selection: {uvRange: 2 km .. 1 km}", "selection.uvRange", "shorter bound first"),
        bad("selection: {uvRange: ..}", "selection.uvRange", "has no bound"),
        bad(
            "selection: {timeRange: noon .. }",
            "selection.timeRange",
            "\"noon\" is no time in UTC"),
        bad("selection: {timeRange: 2020-01-02 .. 2020-01-01}", "selection.timeRange", "earlier"),
        bad("selection: {excludeAntennas: AA}", "selection.excludeAntennas", "should be a list"),
        bad("selection: {excludeAntennas: [7]}", "selection.excludeAntennas[0]", "in quotes"),
        bad("publish: {dataset: d}", "publish.scope", "is missing"),
        bad("publish: {rules: [{rses: A}]}", "publish.scope", "is missing"),
        bad("publish: {scope: a b}", "publish.scope", "at most 25 letters"),
        bad("publish: {scope: d, wait: first}", "publish.wait", "none, first-copy, all"),
        bad("publish: {scope: 2024}", "publish.scope", "not text to YAML", "\"2024\""),
        bad("publish: {scope: d, rules: [{copies: 2}]}", "publish.rules[0].rses", "is missing"),
        bad(
            "publish: {scope: d, rules: [{rses: A, copies: 0}]}",
            "publish.rules[0].copies",
            "of at least 1"),
        bad(
            "publish: {scope: d, rules: [{rses: A}, {rses: A, lifetime: 2 d}]}",
            "publish.rules[1]",
            "same copies"),
        bad(
            "publish: {scope: d, rules: [{rses: A, lifetime: 30}]}",
            "publish.rules[0].lifetime",
            "ms, s, min, h, d"),
        bad("publish: {scope: d, rules: [{rses: (A}]}", "publish.rules[0].rses", "parentheses"),
        bad("engine: {mode: Spark}", "engine.mode", "write one of Embedded, FlinkSession"),
        bad("engine: {mode: embedded}", "engine.mode", "did you mean Embedded?"),
        bad("engine: {parallelism: 0}", "engine.parallelism", "of at least 1"),
        bad("engine: {parallelism: 512, threads: 512}", "engine.threads", "write fewer"),
        bad("retries: 2", "retries", "mapping of fields: limit"),
        bad("retries: {limit: -1}", "retries.limit", "of at least 0"),
        bad("deadline: 90", "deadline", "it has no unit", "\"30 min\""),
        bad("deadline: 0 s", "deadline", "above 0 s"),
        bad("cleanUp: Sometimes", "cleanUp", "Always, OnSuccess, Never"),
        bad("cleanUp: no", "cleanUp", "Always, OnSuccess, Never"),
        bad("scratch: \"\"", "scratch", "is blank"),
        bad("imgae: {}", "imgae", "did you mean image?"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultySpecs")
  void aFaultIsToldAtItsPathWithWhatWouldBeRight(String line, String path, List<String> words) {
    List<Fault> faults = faultsOf("inputs: [{file: a.uvfits}]\n" + line);
    assertEquals(1, faults.size(), faults::toString);
    Fault fault = faults.getFirst();
    assertEquals("spec." + path, fault.path());
    assertEquals("w.yaml:6", fault.origin().toString());
    for (String word : words) {
      assertTrue(fault.message().contains(word), () -> fault + " lacks: " + word);
    }
  }

  @Test
  void selfCalibrationNeedsAModel() {
    List<Fault> faults =
        faultsOf("inputs: [{file: a}]\nclean: {algorithm: none}\nselfCalibrate: {cycles: 2}");
    assertEquals(1, faults.size(), faults::toString);
    assertEquals("spec.selfCalibrate", faults.getFirst().path());
    assertTrue(faults.getFirst().message().contains("spec.clean.algorithm is none"));
  }

  static Stream<Arguments> faultyInputs() {
    return Stream.of(
        bad("inputs: []", "inputs", "has 0 items", "at least 1"),
        bad("inputs:", "inputs", "is missing"),
        bad("inputs: a.uvfits", "inputs", "\"a.uvfits\" should be a list"),
        bad("inputs: [a.uvfits]", "inputs[0]", "mapping of fields: file, did, prefix"),
        bad("inputs: [{}]", "inputs[0]", "names no source", "exactly one of file, did and prefix"),
        bad("inputs: [{file: a, did: b:c}]", "inputs[0]", "names 2 sources"),
        bad("inputs: [{file: a, pattern: b}]", "inputs[0].pattern", "only with prefix"),
        bad("inputs: [{file: a/}]", "inputs[0].file", "write prefix"),
        bad("inputs: [{did: abc}]", "inputs[0].did", "scope:name"),
        bad("inputs: [{file: a}, {file: b}, {file: a}]", "inputs[2]", "would count twice"),
        bad("inputs: [{prefix: a/, pattern: b/c}]", "inputs[0].pattern", "without a /"),
        bad("inputs: [{url: x}, {file: a}]", "inputs[0].url", "no field url"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultyInputs")
  void aFaultyInputIsTold(String line, String path, List<String> words) {
    List<Fault> faults = faultsOf(line);
    Fault fault = faults.getFirst();
    assertEquals("spec." + path, fault.path(), faults::toString);
    for (String word : words) {
      assertTrue(fault.message().contains(word), () -> fault + " lacks: " + word);
    }
  }

  static Stream<Arguments> faultyHeads() {
    return Stream.of(
        bad("{kind: Workflow, metadata: {name: w}, spec: S}", "apiVersion", "is missing"),
        bad(
            "{apiVersion: v1, kind: Workflow, metadata: {name: w}, spec: S}",
            "apiVersion",
            "fringe.dev/v1alpha1"),
        bad("{apiVersion: A, kind: workflow, metadata: {name: w}, spec: S}", "kind", "Workflow"),
        bad("{apiVersion: A, kind: Workflow, spec: S}", "metadata.name", "is missing"),
        bad(
            "{apiVersion: A, kind: Workflow, metadata: {name: My_Run}, spec: S}",
            "metadata.name",
            "lower-case letters"),
        bad(
            "{apiVersion: A, kind: Workflow, metadata: {name: -a}, spec: S}",
            "metadata.name",
            "both ends"),
        bad(
            "{apiVersion: A, kind: Workflow, metadata: {name: 1}, spec: S}",
            "metadata.name",
            "in quotes"),
        bad(
            "{apiVersion: A, kind: Workflow, metadata: {name: w}, spec: S, status: {}}",
            "status",
            "no field status"),
        bad("{apiVersion: A, kind: Workflow, metadata: {name: w}}", "spec.inputs", "is missing"),
        bad("just words", "", "should be a mapping", "apiVersion, kind, metadata, spec"),
        bad("[1, 2]", "", "should be a mapping"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultyHeads")
  void aFaultyHeadIsTold(String text, String path, List<String> words) {
    String whole =
        text.replace(": A,", ": fringe.dev/v1alpha1,").replace(": S", ": {inputs: [{file: a}]}");
    List<Fault> faults =
        assertThrows(WorkflowException.class, () -> WorkflowReader.read("w.yaml", whole)).faults();
    assertEquals(1, faults.size(), faults::toString);
    assertEquals(path, faults.getFirst().path());
    for (String word : words) {
      assertTrue(faults.getFirst().message().contains(word), () -> faults + " lacks: " + word);
    }
  }

  @Test
  void allFaultsAreToldAtOnceEachWithItsLine() {
    String text =
        """
        apiVersion: fringe.dev/v1
        kind: Workflow
        metadata: {name: First_Light}
        spec:
          inputs:
            - {file: a.uvfits, did: x:y}
          image:
            size: 1023
            cell: 2 arcsecs
            weighting: {scheme: natural, robust: 1}
          clean: {gain: 2, thresold: 3 sigma}
          publish: {rules: [{rses: "tier=1", copies: 0}]}
        """;
    WorkflowException refused =
        assertThrows(WorkflowException.class, () -> WorkflowReader.read("bad.yaml", text));
    Set<String> places =
        refused.faults().stream()
            .map(fault -> fault.origin().line() + " " + fault.path())
            .collect(Collectors.toSet());
    Set<String> expected =
        Set.of(
            "1 apiVersion",
            "3 metadata.name",
            "8 spec.image.size",
            "9 spec.image.cell",
            "11 spec.clean.gain",
            "11 spec.clean.thresold",
            "12 spec.publish.scope",
            "12 spec.publish.rules[0].copies",
            "6 spec.inputs[0]",
            "10 spec.image.weighting.robust");
    assertEquals(expected, places);
    assertTrue(
        refused.getMessage().startsWith("bad.yaml has 10 faults:\n  bad.yaml:1: apiVersion"));
  }

  @Test
  void theValueIsKeptAsItWasWritten() {
    Fault fault = faultsOf("inputs: [{file: a}]\nimage: {cell: 2   parsec}").getFirst();
    assertEquals("2   parsec", fault.value());
    assertTrue(fault.toString().startsWith("w.yaml:6: spec.image.cell: \"2   parsec\" is not"));
  }

  private static List<Fault> faultsOf(String spec) {
    return assertThrows(WorkflowException.class, () -> WorkflowReaderTest.read(spec)).faults();
  }

  private static Arguments bad(String text, String path, String... words) {
    return Arguments.of(text, path, List.of(words));
  }
}
