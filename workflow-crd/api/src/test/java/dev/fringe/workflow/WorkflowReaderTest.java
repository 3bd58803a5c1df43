package dev.fringe.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.workflow.value.Angle;
import dev.fringe.workflow.value.Flux;
import dev.fringe.workflow.value.ImageSize;
import dev.fringe.workflow.value.Threshold;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowReaderTest {
  private static final String FIRST_LIGHT =
      """
      apiVersion: fringe.dev/v1alpha1
      kind: Workflow
      metadata: {name: first-light}
      spec:
        inputs:
          - file: observation.uvfits
        image: {size: 1024, cell: 2 arcsec, stokes: I, accuracy: 1e-4, weighting: {scheme: briggs, robust: 0.0}}
        clean: {algorithm: clark, iterations: 20000, gain: 0.1, majorGain: 0.8, threshold: 3 sigma}
        publish:
          scope: demo
          dataset: first-light
          rules: [{rses: "tier=1", copies: 2, lifetime: 30 d}]
        engine: {mode: Embedded, parallelism: 2}
      """;

  private static final String EVERYTHING =
      """
      apiVersion: fringe.dev/v1alpha1
      kind: Workflow
      metadata:
        name: everything
        namespace: imaging
        labels: {project: "2024", "fringe.dev/kind": wide}
        annotations: {note: "two\\nlines, \\"µ\\""}
      spec:
        inputs:
          - file: 'folder/a file: with #signs.uvfits'
          - did: demo:night-1
          - {prefix: nights/, pattern: "2024*.uvfits"}
          - {prefix: more/}
        selection:
          channels: 5
          windows: 0,2
          timeRange: 2017-04-06T00:30 .. 2017-04-06T08:00:00.5Z
          uvRange: 100 lambda .. 20 klambda
          excludeAntennas: [AA, "7"]
        image:
          size: 1024 x 512
          cell: 500 mas
          stokes: IQUV
          accuracy: 1e-12
          centre: {ra: 12:30:49.42338, dec: +12d23m28.0439s}
          weighting: {scheme: uniform, taper: 5arcsec}
        clean: {algorithm: hogbom, threshold: 100 µJy, autoMask: 5 sigma, majorCycles: 3}
        publish: {scope: user.jdoe, rules: [{rses: 'country=SE|(tier=1&type=disk)'}]}
        engine: {mode: FlinkSession, parallelism: 8, threads: 2}
        retries: {limit: 0}
        deadline: 90 min
        cleanUp: Never
        scratch: /scratch/fringe
      """;

  @Test
  void theExampleOfTheDocumentationReadsWithItsValues() {
    Workflow workflow = WorkflowReader.read("first-light.yaml", FIRST_LIGHT);
    WorkflowSpec spec = workflow.spec();
    assertEquals("first-light", workflow.name());
    assertEquals(
        List.of(new Input.Source.OneFile("observation.uvfits")),
        spec.inputs().stream().map(Input::source).toList());
    assertEquals(Optional.of(ImageSize.square(1024)), spec.image().size());
    assertEquals(Optional.of(Angle.ofArcseconds(2)), spec.image().cell());
    assertEquals(2 * Math.PI / 648000, spec.image().cell().get().radians(), 1e-20);
    assertEquals("I", spec.image().stokes().toString());
    assertEquals(1e-4, spec.image().accuracy());
    assertEquals(Weighting.Scheme.BRIGGS, spec.image().weighting().scheme());
    assertEquals(Optional.of(0.0), spec.image().weighting().robust());
    assertEquals(Clean.Algorithm.CLARK, spec.clean().algorithm());
    assertEquals(20000, spec.clean().iterations());
    assertEquals(0.1, spec.clean().gain());
    assertEquals(0.8, spec.clean().majorGain());
    assertEquals(new Threshold.Sigmas(3), spec.clean().threshold());
    Publish publish = spec.publish().orElseThrow();
    assertEquals("demo", publish.scope());
    assertEquals(Optional.of("first-light"), publish.dataset());
    assertEquals("tier=1", publish.rules().getFirst().rses());
    assertEquals(2, publish.rules().getFirst().copies());
    assertEquals(30, publish.rules().getFirst().lifetime().orElseThrow().toDuration().toDays());
    assertEquals(Engine.Mode.EMBEDDED, spec.engine().mode());
    assertEquals(Optional.of(2), spec.engine().parallelism());
  }

  @Test
  void inputsAloneAreEnough() {
    WorkflowSpec spec = read("inputs: [{file: a.uvfits}]").spec();
    assertEquals(Optional.empty(), spec.image().size());
    assertEquals(Optional.empty(), spec.image().cell());
    assertEquals(1e-4, spec.image().accuracy());
    assertEquals(Optional.of(0.0), spec.image().weighting().robust());
    assertEquals(Clean.Algorithm.CLARK, spec.clean().algorithm());
    assertEquals(8, spec.clean().majorCycles());
    assertEquals(Optional.empty(), spec.publish());
    assertEquals(2, spec.retries().limit());
    assertEquals(CleanUp.ON_SUCCESS, spec.cleanUp());
  }

  @Test
  void everyFieldReads() {
    WorkflowSpec spec = WorkflowReader.read("everything.yaml", EVERYTHING).spec();
    assertEquals(
        List.of(
            new Input.Source.OneFile("folder/a file: with #signs.uvfits"),
            new Input.Source.Did("demo", "night-1"),
            new Input.Source.Folder("nights/", "2024*.uvfits"),
            new Input.Source.Folder("more/", "*.uvfits")),
        spec.inputs().stream().map(Input::source).toList());
    assertTrue(spec.selection().channels().orElseThrow().contains(5));
    assertEquals(List.of("AA", "7"), spec.selection().excludeAntennas());
    assertEquals(20_000, spec.selection().uvRange().orElseThrow().longest());
    assertEquals(new ImageSize(1024, 512), spec.image().size().orElseThrow());
    Centre centre = spec.image().centre().orElseThrow();
    assertEquals(Math.toRadians(187.70593075), centre.ra().radians(), 1e-15);
    assertEquals(Math.toRadians(12 + 23 / 60.0 + 28.0439 / 3600), centre.dec().radians(), 1e-15);
    assertEquals(new Threshold.Level(Flux.ofJansky(1e-4)), spec.clean().threshold());
    assertEquals(Optional.empty(), spec.image().weighting().robust());
    assertEquals(5400, spec.deadline().orElseThrow().seconds());
  }

  @Test
  void theCanonicalFormReadsBackAsTheSameWorkflowAndTheSameText() {
    for (String text : List.of(FIRST_LIGHT, EVERYTHING)) {
      Workflow workflow = WorkflowReader.read("w.yaml", text);
      Workflow again = WorkflowReader.read("canonical", workflow.toYaml());
      assertEquals(workflow, again);
      assertEquals(workflow.toYaml(), again.toYaml());
      assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(workflow.toYaml()));
    }
  }

  @Test
  void theCanonicalFormTellsDefaultsAndNothingEmpty() {
    assertEquals(
        """
        apiVersion: fringe.dev/v1alpha1
        kind: Workflow
        metadata:
          name: w
        spec:
          inputs:
            - file: a.uvfits
          image:
            cell: 90 arcsec
            stokes: I
            accuracy: 0.0001
            weighting:
              scheme: briggs
              robust: 0
          clean:
            algorithm: clark
            iterations: 20000
            gain: 0.1
            majorGain: 0.8
            threshold: 3 sigma
            majorCycles: 8
          engine:
            mode: Embedded
          retries:
            limit: 2
            backoff: 30 s
          cleanUp: OnSuccess
          reuse: Allowed
          scheduling:
            state: Running
            priority: 0
        """,
        read("{inputs: [{file: a.uvfits}], image: {cell: 90 arcsec}}").toYaml());
  }

  @Test
  void aWorkflowTravelsAsASerialisedObject() throws Exception {
    Workflow workflow = WorkflowReader.read("everything.yaml", EVERYTHING);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(workflow);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(workflow, in.readObject());
    }
  }

  @Test
  void jsonIsReadToo() throws Exception {
    String json =
        new ObjectMapper().readTree("{\"inputs\":[{\"file\":\"a.uvfits\"}]}").toPrettyString();
    assertEquals(read("inputs: [{file: a.uvfits}]"), read(json));
  }

  @Test
  void theHashIsThatOfThePixelsAsked() {
    String base = read("{inputs: [{file: a.uvfits}], image: {cell: 90 arcsec}}").specHash();
    assertTrue(base.matches("[0-9a-f]{64}"));
    String sameOtherwiseWritten =
        """
        image: {accuracy: 0.0001, cell: 1.5arcmin}
        inputs: [file: a.uvfits]
        engine: {parallelism: 7}
        scratch: /tmp/x
        publish: {scope: demo}
        """;
    assertEquals(base, read(sameOtherwiseWritten).specHash());
    assertNotEquals(
        read("{inputs: [{file: a.uvfits}], image: {cell: 90 arcsec}}").wholeHash(),
        read(sameOtherwiseWritten).wholeHash());
    for (String other :
        List.of(
            "{inputs: [{file: b.uvfits}], image: {cell: 90 arcsec}}",
            "{inputs: [{file: a.uvfits}], image: {cell: 91 arcsec}}",
            "{inputs: [{file: a.uvfits}], image: {cell: 90 arcsec}, selection: {channels: 0}}",
            "{inputs: [{file: a.uvfits}], image: {cell: 90 arcsec}, clean: {gain: 0.2}}")) {
      assertNotEquals(base, read(other).specHash(), other);
    }
  }

  /** Pinned: finished work is found again by this hash, from one version to the next. */
  @Test
  void theHashOfAWorkflowDoesNotChangeBetweenVersions() {
    assertEquals(
        "4462d5b106af710abb95ca7b04c384b2ce971a51f59e94ef87f4b7f7c7792e9d",
        WorkflowReader.read("first-light.yaml", FIRST_LIGHT).specHash());
  }

  @Test
  void settingsOfCleaningDoNotChangeTheHashOfADirtyImage() {
    assertEquals(
        read("{inputs: [{file: a.uvfits}], clean: {algorithm: none}}").specHash(),
        read("{inputs: [{file: a.uvfits}], clean: {algorithm: none, gain: 0.3}}").specHash());
  }

  @Test
  void aFileIsReadAndItsAbsenceTold(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("w.yaml"), FIRST_LIGHT);
    assertEquals(WorkflowReader.read("w", FIRST_LIGHT), WorkflowReader.read(file));
    WorkflowException absent =
        assertThrows(
            WorkflowException.class, () -> WorkflowReader.read(folder.resolve("none.yaml")));
    assertTrue(absent.getMessage().contains("none.yaml: there is no such file"));
    Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, 0, 1});
    WorkflowException noText =
        assertThrows(WorkflowException.class, () -> WorkflowReader.read(binary));
    assertTrue(noText.getMessage().contains("is not UTF-8 text"));
  }

  static Workflow read(String spec) {
    return WorkflowReader.read("w.yaml", withSpec(spec));
  }

  /** A workflow with this spec, which may be of one line in braces or of several. */
  static String withSpec(String spec) {
    return "apiVersion: fringe.dev/v1alpha1\nkind: Workflow\nmetadata: {name: w}\nspec:\n"
        + spec.indent(2);
  }
}
