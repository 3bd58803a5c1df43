package dev.fringe.pipelines.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.file.FileStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

  @TempDir Path folder;

  @Test
  void aTaskTellsOfItsBeginningItsNotesAndItsEnd() {
    List<TaskReport> reports = new ArrayList<>();
    try (TaskReporter task =
        new TaskReporter(reports::add, e -> {}, 300, "Grid", "slab-0", 10, "visibilities")) {
      task.advance(4);
      task.advance(3);
      task.note("a note");
    }

    assertEquals(0, reports.getFirst().done());
    assertFalse(reports.getFirst().finished());
    assertEquals(7, reports.getLast().done());
    assertTrue(reports.getLast().finished());
    assertEquals("a note", reports.getLast().note());
  }

  @Test
  void aReportThatCannotBeWrittenDoesNotStopTheWork() {
    List<IOException> failures = new ArrayList<>();
    TaskReporter.Sink full =
        report -> {
          throw new IOException("No space left on device");
        };
    try (TaskReporter task = new TaskReporter(full, failures::add, 300, "Grid", "slab-0", 10, "")) {
      task.advance(1);
    }

    assertEquals(2, failures.size());
  }

  @Test
  void aFolderKeepsTheReportsOfAllTasks() throws Exception {
    stagesComeInTheOrderOfTheirBeginningAndAreClearedTogether(
        new ProgressFolder(folder.resolve("progress")), new ProgressFolder(folder.resolve("none")));
  }

  @Test
  void soDoesAnObjectStore() throws Exception {
    stagesComeInTheOrderOfTheirBeginningAndAreClearedTogether(
        new ProgressObjects(new FileStore(), Location.of(folder.resolve("bucket/progress"))),
        new ProgressObjects(new FileStore(), Location.of(folder.resolve("bucket/none"))));
  }

  private static void stagesComeInTheOrderOfTheirBeginningAndAreClearedTogether(
      ProgressBoard progress, ProgressBoard none) throws Exception {
    progress.clear();
    try (TaskReporter survey = progress.report("Survey", "range/0", 1, "")) {
      survey.advance(1);
    }
    progress.report("Weigh and pack", "range-0", 1, "").close();

    assertEquals(2, progress.reports().size());
    assertEquals(
        List.of("Survey", "Weigh and pack"),
        progress.stages().stream().map(StageTime::stage).toList());
    progress.clear();
    assertEquals(List.of(), progress.reports());
    assertEquals(List.of(), none.reports());
  }

  @Test
  void withoutATerminalEveryStageAndEveryNoteIsALineOnce() throws Exception {
    ProgressFolder progress = new ProgressFolder(folder);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProgressView view = ProgressView.lines(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try (ProgressView.Watch watch = view.watch(progress);
        TaskReporter task = progress.report("Restore", "products", 0, "")) {
      task.note("peak 1 Jy/beam");
      task.note("peak 1 Jy/beam");
    }

    String said = bytes.toString(StandardCharsets.UTF_8);
    List<String> lines = said.lines().map(line -> line.replaceFirst("^ *[0-9.]+ s  ", "")).toList();
    assertEquals(2, lines.size(), said);
    assertTrue(lines.containsAll(List.of("Restore ...", "peak 1 Jy/beam")), said);
    assertFalse(said.contains("\u001b"), "no terminal codes");
    assertTrue(Files.isDirectory(folder));
  }
}
