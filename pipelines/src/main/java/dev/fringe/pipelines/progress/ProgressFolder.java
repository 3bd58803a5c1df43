package dev.fringe.pipelines.progress;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder in which every task of a run keeps one small file, its latest report. */
public final class ProgressFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressFolder.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  public ProgressFolder(Path folder) {
    this.folder = folder;
  }

  /** Forgets the reports of an earlier attempt. */
  public void clear() throws IOException {
    Files.createDirectories(folder);
    for (Path file : files()) {
      Files.deleteIfExists(file);
    }
  }

  /** Begins to tell how far a task has come. */
  public TaskReporter report(String stage, String task, long total, String unit) {
    Path file = folder.resolve((stage + "-" + task).replaceAll("[^A-Za-z0-9-]", "_") + ".json");
    return new TaskReporter(
        report -> write(file, report),
        e -> LOG.debug("progress of {} could not be written", stage, e),
        stage,
        task,
        total,
        unit);
  }

  private static void write(Path file, TaskReport report) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".part");
    JSON.writeValue(temporary.toFile(), report);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The latest report of every task, in the order in which the tasks began. */
  public List<TaskReport> reports() throws IOException {
    List<TaskReport> reports = new ArrayList<>();
    for (Path file : files()) {
      if (file.toString().endsWith(".json")) {
        try {
          reports.add(JSON.readValue(Files.readAllBytes(file), TaskReport.class));
        } catch (NoSuchFileException e) {
          LOG.debug("{} went away", file);
        }
      }
    }
    reports.sort(Comparator.comparingLong(TaskReport::startedMillis));
    return reports;
  }

  /** When each stage was worked on, in the order of their beginning. */
  public List<StageTime> stages() throws IOException {
    Map<String, long[]> spans = new LinkedHashMap<>();
    for (TaskReport report : reports()) {
      long[] span =
          spans.computeIfAbsent(report.stage(), stage -> new long[] {report.startedMillis(), 0});
      span[1] = Math.max(span[1], report.updatedMillis());
    }
    List<StageTime> stages = new ArrayList<>();
    spans.forEach(
        (stage, span) ->
            stages.add(
                new StageTime(
                    stage, Instant.ofEpochMilli(span[0]), Instant.ofEpochMilli(span[1]))));
    return stages;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
