package dev.fringe.pipelines.progress;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports as objects under a prefix, for workers that share no disk. Reports are fewer than on a
 * disk, and only those that changed are read again.
 */
public final class ProgressObjects implements ProgressBoard {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressObjects.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MILLIS_BETWEEN = 2000;
  private static final int LARGEST = 1 << 16;

  private final ObjectStore objects;
  private final Location prefix;
  private final Map<StoredObject, TaskReport> seen = new ConcurrentHashMap<>();

  public ProgressObjects(ObjectStore objects, Location prefix) {
    this.objects = objects;
    this.prefix = prefix;
  }

  @Override
  public void clear() throws IOException {
    for (StoredObject object : objects.list(prefix)) {
      objects.delete(object.location());
    }
  }

  @Override
  public TaskReporter report(String stage, String task, long total, String unit) {
    Location target = prefix.resolve(ProgressBoard.fileName(stage, task));
    return new TaskReporter(
        report -> objects.write(target, JSON.writeValueAsBytes(report)),
        e -> LOG.debug("progress of {} could not be written", stage, e),
        MILLIS_BETWEEN,
        stage,
        task,
        total,
        unit);
  }

  @Override
  public List<TaskReport> reports() throws IOException {
    List<TaskReport> reports = new ArrayList<>();
    List<StoredObject> there = objects.list(prefix);
    seen.keySet().retainAll(there);
    for (StoredObject object : there) {
      TaskReport known = seen.get(object);
      if (known == null) {
        try {
          known = read(object.location());
          seen.put(object, known);
        } catch (NoSuchFileException e) {
          LOG.debug("{} went away", object.location());
          continue;
        }
      }
      reports.add(known);
    }
    reports.sort(Comparator.comparingLong(TaskReport::startedMillis));
    return reports;
  }

  private TaskReport read(Location location) throws IOException {
    try (RangeReader reader = objects.open(location)) {
      byte[] bytes = new byte[(int) Math.min(LARGEST, reader.size())];
      reader.readFully(0, bytes);
      return JSON.readValue(bytes, TaskReport.class);
    }
  }

  @Override
  public long millisBetweenLooks() {
    return MILLIS_BETWEEN;
  }
}
