package dev.fringe.bridge.uws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.storage.bytes.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs in a folder: each has its own, with {@code job.json}, its uploads and its results. */
final class JobFiles {

  private static final Logger LOG = LoggerFactory.getLogger(JobFiles.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ID = Pattern.compile("[a-z0-9]{16,40}");

  private final Path root;

  JobFiles(Path root) throws IOException {
    Files.createDirectories(root);
    this.root = root;
  }

  Path folder(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(id);
    }
    return root.resolve(id);
  }

  void write(Job job) throws IOException {
    Path folder = folder(job.id());
    Files.createDirectories(folder);
    try (AtomicFile file = AtomicFile.create(folder.resolve("job.json"))) {
      file.write(ByteBuffer.wrap(JSON.writeValueAsBytes(job)));
      file.commit();
    }
  }

  /** All jobs; what is damaged is told in the log, and left. */
  List<Job> readAll() throws IOException {
    List<Job> jobs = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        try {
          jobs.add(JSON.readValue(Files.readAllBytes(folder.resolve("job.json")), Job.class));
        } catch (NoSuchFileException halfMade) {
          delete(folder);
        } catch (JsonProcessingException damaged) {
          LOG.warn("{} is damaged: {}", folder, damaged.getOriginalMessage());
        }
      }
    }
    return jobs;
  }

  void delete(String id) throws IOException {
    delete(folder(id));
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : inside.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
