package dev.fringe.pipelines.progress;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder in which every task of a run keeps one small file, its latest report. */
public final class ProgressFolder implements ProgressBoard {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressFolder.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final long MILLIS_BETWEEN = 300;
  private static final long MILLIS_BETWEEN_LOOKS = 250;

  private final Path folder;

  public ProgressFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public void clear() throws IOException {
    Files.createDirectories(folder);
    for (Path file : files()) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public TaskReporter report(String stage, String task, long total, String unit) {
    Path file = folder.resolve(ProgressBoard.fileName(stage, task));
    return new TaskReporter(
        report -> write(file, report),
        e -> LOG.debug("progress of {} could not be written", stage, e),
        MILLIS_BETWEEN,
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

  @Override
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

  @Override
  public long millisBetweenLooks() {
    return MILLIS_BETWEEN_LOOKS;
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
