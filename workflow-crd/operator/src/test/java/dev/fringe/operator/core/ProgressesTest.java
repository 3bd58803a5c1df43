package dev.fringe.operator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.workflow.status.Progress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressesTest {

  @Test
  void whatARunTellsIsRead() {
    assertEquals(
        Optional.of(
            new Progress(
                Optional.of("Major cycle 2"),
                Optional.of(2),
                Optional.of(67),
                Optional.of("2026-01-01T00:00:00Z"))),
        Progresses.read(
            """
            {"stage": "Major cycle 2", "majorCycle": 2, "percent": 67,
             "estimatedEnd": "2026-01-01T00:00:00Z"}
            """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[1]", "<html>", "{\"percent\": 101}", "{\"stage\": 1}"})
  void whatCannotBeIsNothing(String text) {
    assertEquals(Optional.empty(), Progresses.read(text));
  }

  @Test
  void aStageAsLongAsABookIsNotTold() {
    assertEquals(Optional.empty(), Progresses.read("{\"stage\": \"" + "x".repeat(1000) + "\"}"));
  }
}
