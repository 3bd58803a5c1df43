package dev.fringe.workflow.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final LocalDate NIGHT = LocalDate.of(2026, 3, 1);
  private static final Schedule SCHEDULE =
      ScheduleReader.read(
          "s.yaml",
          """
          apiVersion: fringe.dev/v1alpha1
          kind: WorkflowSchedule
          metadata: {name: nightly, namespace: sky}
          spec:
            schedules: ["@daily"]
            source: {prefix: {address: "s3://raw", pattern: "{target}_{date}_*.uvfits"}}
            template:
              metadata: {labels: {target: "{{input.target}}", by: "{{input.name}}"}}
              spec:
                inputs: [{file: "{{input.file}}"}, {file: "s3://cal/bandpass.uvfits"}]
                image: {size: 512}
                publish: {scope: survey, dataset: "{{input.target}}-{{input.date}}-{{batch.key}}"}
          """);

  @Test
  void aBatchBecomesAWorkflowWithAnInputForEachFile() {
    Batch batch = new Batch(List.of(file("s3://raw/b.uvfits"), file("s3://raw/a.uvfits")));
    Workflow workflow = SCHEDULE.render(batch);
    assertEquals(
        List.of("s3://raw/a.uvfits", "s3://raw/b.uvfits", "s3://cal/bandpass.uvfits"),
        workflow.spec().inputs().stream().map(input -> input.file().orElseThrow()).toList());
    assertEquals(
        Optional.of("M87-2026-03-01-" + batch.key()),
        workflow.spec().publish().orElseThrow().dataset());
    assertEquals("nightly-2026-03-01-" + batch.key(), workflow.name());
    assertEquals(Map.of("target", "M87", "by", "a.uvfits"), workflow.metadata().labels());
  }

  @Test
  void whatAStrangerCallsAFileIsNoYaml() {
    String hostile = "s3://raw/x\"}], scratch: \"s3://evil {{input.did}}.uvfits";
    Workflow workflow = SCHEDULE.render(new Batch(List.of(file(hostile))));
    assertEquals(Optional.of(hostile), workflow.spec().inputs().getFirst().file());
    assertEquals(Optional.empty(), workflow.spec().scratch());
    assertTrue(workflow.metadata().labels().get("by").matches("[A-Za-z0-9._-]+"));
  }

  @Test
  void aTargetThatNothingTellsIsToldAtTheFieldThatNeedsIt() {
    NewFile file = new NewFile("s3://raw/a.uvfits", false, Optional.empty(), NIGHT);
    WorkflowException e =
        assertThrows(WorkflowException.class, () -> SCHEDULE.render(new Batch(List.of(file))));
    assertTrue(e.getMessage().contains("spec.publish.dataset"), e.getMessage());
    assertTrue(e.getMessage().contains("target of a.uvfits is not known"), e.getMessage());
  }

  @Test
  void theNameOfABatchIsDecidedByItsFilesAlone() {
    Batch batch = new Batch(List.of(file("a"), file("b")));
    assertEquals(batch.key(), new Batch(List.of(file("b"), file("a"))).key());
    assertNotEquals(batch.key(), new Batch(List.of(file("ab"))).key());
    String longest = "n".repeat(52);
    assertEquals(longest + "-" + batch.key(), batch.workflowName(longest));
    assertEquals(63, batch.workflowName("n".repeat(45)).length(), batch.workflowName("n"));
  }

  @Test
  void theTreeIsWhatWasWritten() {
    Map<?, ?> spec = (Map<?, ?>) SCHEDULE.tree().get("spec");
    Map<?, ?> template = (Map<?, ?>) ((Map<?, ?>) spec.get("template")).get("spec");
    assertEquals(List.of("@daily"), spec.get("schedules"));
    assertEquals(Map.of("size", 512L), template.get("image"));
    assertTrue(template.get("inputs").toString().contains("{{input.file}}"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "*.uvfits,              a.uvfits,                 yes, -,      -",
        "*.uvfits,              day/a.uvfits,             no,  -,      -",
        "*/*.uvfits,            day/a.uvfits,             yes, -,      -",
        "{target}_{date}*.uv,   M87_20260301_x.uv,        yes, M87,    2026-03-01",
        "{target}_{date}*.uv,   NGC_1_2026-03-01.uv,      yes, NGC_1,  2026-03-01",
        "{target}_{date}*.uv,   M87_20261301.uv,          yes, M87,    -",
        "{target}.?v,           3C84.uv,                  yes, 3C84,   -",
        "a.c,                   abc,                      no,  -,      -",
        "x(+)[a].uv,            x(+)[a].uv,               yes, -,      -"
      })
  void aPatternTellsWhatIsMeantAndWhatTheNameSays(
      String pattern, String name, String isMeant, String target, LocalDate date) {
    Optional<FilePattern.Told> told = FilePattern.of(pattern).match(name);
    assertEquals(isMeant.equals("yes"), told.isPresent());
    assertEquals(Optional.ofNullable(target), told.flatMap(FilePattern.Told::target));
    assertEquals(Optional.ofNullable(date), told.flatMap(FilePattern.Told::date));
  }

  private static NewFile file(String id) {
    return new NewFile(id, false, Optional.of("M87"), NIGHT);
  }
}
