package dev.fringe.sources;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fringe.operator.schedule.core.Found;
import dev.fringe.rucio.RucioClient;
import dev.fringe.rucio.error.RucioException;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.http.JsonLines;
import dev.fringe.rucio.model.DidInfo;
import dev.fringe.rucio.model.DidType;
import dev.fringe.rucio.model.FileReplicas;
import dev.fringe.rucio.model.ReplicaQuery;
import dev.fringe.rucio.model.ReplicaState;
import dev.fringe.rucio.model.RucioDid;
import dev.fringe.rucio.time.RucioTime;
import dev.fringe.workflow.schedule.DatasetSource;
import dev.fringe.workflow.schedule.QuerySource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Rucio's files: their states and metadata are asked for some hundreds at a time. */
final class RucioFiles implements LakeFiles {
  private static final int DEEPEST = 8;

  private final RucioClient rucio;

  RucioFiles(RucioClient rucio) {
    this.rucio = rucio;
  }

  @Override
  public List<Found> dataset(DatasetSource source, Predicate<String> isWanted) throws IOException {
    return told(
        () -> {
          Map<RucioDid, Boolean> files = new LinkedHashMap<>();
          boolean waits = source.when() == DatasetSource.When.CLOSED;
          collect(rucio.dids().get(RucioDid.parse(source.did())), waits, 0, isWanted, files);
          return found(files);
        });
  }

  /** Files with whether they may be taken; one that is in a closed dataset too may. */
  private void collect(
      DidInfo did,
      boolean waits,
      int depth,
      Predicate<String> isWanted,
      Map<RucioDid, Boolean> files)
      throws IOException {
    if (depth > DEEPEST) {
      throw new IOException(did.did() + " is more than " + DEEPEST + " containers deep");
    }
    switch (did.type()) {
      case FILE -> {
        if (isWanted.test(did.did().toString())) {
          files.put(did.did(), true);
        }
      }
      case DATASET -> {
        boolean mayBeTaken = !waits || !isOpen(did);
        for (DidInfo file : rucio.dids().contentList(did.did())) {
          if (isWanted.test(file.did().toString())) {
            files.merge(file.did(), mayBeTaken, Boolean::logicalOr);
          }
        }
      }
      default -> {
        for (DidInfo child : rucio.dids().contentList(did.did())) {
          collect(child, waits, depth + 1, isWanted, files);
        }
      }
    }
  }

  /** What lists a container does not tell whether its datasets are open. */
  private boolean isOpen(DidInfo dataset) {
    return dataset.open().or(() -> rucio.dids().get(dataset.did()).open()).orElse(true);
  }

  @Override
  public List<Found> query(QuerySource source, Predicate<String> isWanted) throws IOException {
    return told(
        () -> {
          Map<RucioDid, Boolean> files = new LinkedHashMap<>();
          try (JsonLines<RucioDid> lines =
              rucio.dids().search(source.scope(), DidType.FILE, source.metadata())) {
            lines.forEachRemaining(
                did -> {
                  if (isWanted.test(did.toString())) {
                    files.put(did, true);
                  }
                });
          }
          return found(files);
        });
  }

  private List<Found> found(Map<RucioDid, Boolean> files) {
    List<RucioDid> dids = List.copyOf(files.keySet());
    if (dids.isEmpty()) {
      return List.of();
    }
    Set<RucioDid> readable =
        rucio.replicas().list(ReplicaQuery.of(dids)).stream()
            .filter(file -> file.states().containsValue(ReplicaState.AVAILABLE))
            .map(FileReplicas::did)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<RucioDid, Map<String, String>> columns = metadata(dids, "DID_COLUMN");
    Map<RucioDid, Map<String, String>> more = metadata(dids, "JSON");
    List<Found> found = new ArrayList<>();
    for (RucioDid did : dids) {
      boolean isWhole = files.get(did) && readable.contains(did);
      Map<String, String> told = new HashMap<>(columns.getOrDefault(did, Map.of()));
      told.putAll(more.getOrDefault(did, Map.of()));
      found.add(
          new Found(
              did.toString(),
              true,
              did.name(),
              RucioTime.parse(told.getOrDefault("created_at", "")).orElse(Instant.EPOCH),
              "",
              isWhole ? Found.State.WHOLE : Found.State.NOT_YET,
              ObsCore.target(told),
              ObsCore.night(told)));
    }
    return found;
  }

  private Map<RucioDid, Map<String, String>> metadata(List<RucioDid> dids, String plugin) {
    try {
      Map<RucioDid, Map<String, String>> all = new HashMap<>();
      rucio
          .metadata()
          .get(dids, plugin)
          .forEach(
              (did, fields) -> {
                Map<String, String> texts = new HashMap<>();
                fields.forEach((name, value) -> texts.put(name, text(value)));
                all.put(did, texts);
              });
      return all;
    } catch (RucioRefusal noSuchPlugin) {
      // A Rucio on SQLite keeps no JSON: then names and times tell what they tell.
      return Map.of();
    }
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Something that asks Rucio. */
  private interface Question {
    List<Found> ask() throws IOException;
  }

  private static List<Found> told(Question question) throws IOException {
    try {
      return question.ask();
    } catch (RucioException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    rucio.close();
  }
}
