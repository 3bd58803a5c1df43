package dev.fringe.sources;

import dev.fringe.operator.schedule.core.Found;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.workflow.schedule.DatasetSource;
import dev.fringe.workflow.schedule.QuerySource;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The files of a lake in a folder, where what is published is whole. */
final class LocalFiles implements LakeFiles {
  private final DataLake lake;

  LocalFiles(DataLake lake) {
    this.lake = lake;
  }

  @Override
  public List<Found> dataset(DatasetSource source, Predicate<String> isWanted) throws IOException {
    Did did = Did.parse(source.did());
    boolean isWaiting =
        source.when() == DatasetSource.When.CLOSED
            && lake.kind(did).filter(kind -> kind == DidKind.DATASET).isPresent()
            && lake.dataset(did).open();
    try {
      return found(lake.files(did), isWanted, !isWaiting);
    } catch (LakeException.NotFound e) {
      throw new IOException("the lake has no " + did, e);
    }
  }

  @Override
  public List<Found> query(QuerySource source, Predicate<String> isWanted) throws IOException {
    List<LakeFile> files = new ArrayList<>();
    for (Did did : lake.list(source.scope(), DidKind.FILE)) {
      if (isWanted.test(did.toString())
          && texts(lake.metadata(did)).entrySet().containsAll(source.metadata().entrySet())) {
        files.add(lake.file(did));
      }
    }
    return found(files, isWanted, true);
  }

  private List<Found> found(List<LakeFile> files, Predicate<String> isWanted, boolean mayBeTaken)
      throws IOException {
    Map<Did, LakeFile> wanted = new LinkedHashMap<>();
    files.stream()
        .filter(file -> isWanted.test(file.did().toString()))
        .forEach(file -> wanted.put(file.did(), file));
    Map<Did, List<Replica>> replicas = lake.allReplicas(wanted.keySet());
    List<Found> found = new ArrayList<>();
    for (Did did : wanted.keySet()) {
      List<Replica> there =
          replicas.getOrDefault(did, List.of()).stream().filter(Replica::isAvailable).toList();
      Map<String, String> metadata = texts(lake.metadata(did));
      found.add(
          new Found(
              did.toString(),
              true,
              did.name(),
              time(there),
              "",
              mayBeTaken && !there.isEmpty() ? Found.State.WHOLE : Found.State.NOT_YET,
              ObsCore.target(metadata),
              ObsCore.night(metadata)));
    }
    return found;
  }

  /** The catalogue keeps no times of files; their bytes do. */
  private static Instant time(List<Replica> replicas) throws IOException {
    for (Replica replica : replicas) {
      if (replica.localPath().isPresent() && Files.exists(replica.localPath().get())) {
        return Files.getLastModifiedTime(replica.localPath().get()).toInstant();
      }
    }
    return Instant.EPOCH;
  }

  private static Map<String, String> texts(Map<String, Object> metadata) {
    Map<String, String> texts = new HashMap<>();
    metadata.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  @Override
  public void close() throws IOException {
    lake.close();
  }
}
