package dev.fringe.operator.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fringe.operator.schedule.core.Held;
import dev.fringe.operator.schedule.core.Intention;
import dev.fringe.operator.schedule.core.Ledger;
import dev.fringe.operator.schedule.core.Part;
import dev.fringe.workflow.schedule.NewFile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledgers of schedules: config maps beside them, which go when they go. */
final class LedgerMaps {
  private static final String LEDGER_LABEL = "fringe.dev/ledger-of";
  private static final String PART_LABEL = "fringe.dev/ledger-part";
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();
  private static final TypeReference<List<Intended>> INTENDED = new TypeReference<>() {};
  private static final TypeReference<List<Held>> HELD = new TypeReference<>() {};

  private final KubernetesClient client;

  /** An intention as it is written. */
  private record Intended(String scheduled, List<File> files) {
    record File(String id, boolean isDid, Optional<String> target, String night) {}

    static Intended of(Intention intention) {
      return new Intended(
          intention.scheduled().toString(),
          intention.files().stream()
              .map(f -> new File(f.id(), f.isDid(), f.target(), f.night().toString()))
              .toList());
    }

    Intention intention() {
      return new Intention(
          Instant.parse(scheduled),
          files.stream()
              .map(f -> new NewFile(f.id(), f.isDid(), f.target(), LocalDate.parse(f.night())))
              .toList());
    }
  }

  LedgerMaps(KubernetesClient client) {
    this.client = client;
  }

  /** The ledger as the cluster holds it now. */
  Ledger read(ScheduleResource schedule) {
    return new Ledger(
        client
            .configMaps()
            .inNamespace(schedule.getMetadata().getNamespace())
            .withLabel(LEDGER_LABEL, schedule.getMetadata().getName())
            .list()
            .getItems()
            .stream()
            .filter(map -> Owners.isOursOrNobodys(map, schedule))
            .map(map -> adopted(map, schedule))
            .map(LedgerMaps::part)
            .toList());
  }

  /** What a schedule of this name has left goes with the new one. */
  private ConfigMap adopted(ConfigMap map, ScheduleResource schedule) {
    if (!map.getMetadata().getOwnerReferences().isEmpty()) {
      return map;
    }
    map.getMetadata().setOwnerReferences(List.of(Owners.reference(schedule)));
    return client.resource(map).update();
  }

  /**
   * Writes a part, on condition that it is as it was read.
   *
   * @return the part as it is now
   * @throws io.fabric8.kubernetes.client.KubernetesClientException 409 if it is not
   */
  Part write(ScheduleResource schedule, Part part) {
    ConfigMap map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(schedule.getMetadata().getName() + "-taken-" + part.number())
            .withNamespace(schedule.getMetadata().getNamespace())
            .withResourceVersion(part.version().orElse(null))
            .withLabels(
                Map.of(
                    LEDGER_LABEL,
                    schedule.getMetadata().getName(),
                    PART_LABEL,
                    String.valueOf(part.number()),
                    Owners.MANAGED_BY,
                    Owners.OPERATOR))
            .withOwnerReferences(Owners.reference(schedule))
            .endMetadata()
            .withImmutable(part.isSealed() ? true : null)
            .withData(
                Map.of(
                    "taken",
                    String.join("\n", part.taken()),
                    "intended",
                    text(part.intended().stream().map(Intended::of).toList()),
                    "held",
                    text(part.held())))
            .build();
    var request = client.resource(map);
    return part(part.version().isEmpty() ? request.create() : request.update());
  }

  private static Part part(ConfigMap map) {
    Map<String, String> data = map.getData() == null ? Map.of() : map.getData();
    String taken = data.getOrDefault("taken", "");
    return new Part(
        Integer.parseInt(map.getMetadata().getLabels().get(PART_LABEL)),
        Optional.of(map.getMetadata().getResourceVersion()),
        Boolean.TRUE.equals(map.getImmutable()),
        taken.isEmpty() ? List.of() : List.of(taken.split("\n")),
        read(data.getOrDefault("intended", "[]"), INTENDED).stream()
            .map(Intended::intention)
            .toList(),
        read(data.getOrDefault("held", "[]"), HELD));
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A ledger that cannot be read holds everything up: guessing would take files twice. */
  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a ledger of taken files is not as we wrote it", e);
    }
  }
}
