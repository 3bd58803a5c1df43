package dev.fringe.storage.lake.rucio;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioException;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.model.DidType;
import dev.fringe.rucio.model.NewReplica;
import dev.fringe.rucio.model.ReplicaState;
import dev.fringe.rucio.model.RucioDid;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Replica;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words of Rucio's client for those of the lake, and back. */
final class Terms {

  /** Keys that Rucio has columns for, so that it would change what a DID is, or refuse. */
  private static final Set<String> COLUMNS =
      Set.of(
          "scope",
          "name",
          "account",
          "did_type",
          "is_open",
          "monotonic",
          "hidden",
          "obsolete",
          "complete",
          "is_new",
          "availability",
          "suppressed",
          "bytes",
          "length",
          "md5",
          "adler32",
          "expired_at",
          "purge_replicas",
          "deleted_at",
          "created_at",
          "updated_at",
          "events",
          "guid",
          "project",
          "datatype",
          "run_number",
          "stream_name",
          "prod_step",
          "version",
          "campaign",
          "task_id",
          "panda_id",
          "lumiblocknr",
          "provenance",
          "phys_group",
          "transient",
          "accessed_at",
          "closed_at",
          "eol_at",
          "is_archive",
          "constituent",
          "access_cnt",
          "lifetime",
          "rule_evaluation_action",
          "rule_evaluation_required");

  private static final String ESCAPE = "fringe_";
  private static final String DOT = "__";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Terms() {}

  /** A call of Rucio's client. */
  @FunctionalInterface
  interface Call<T> {
    T ask();
  }

  /** Asks; failures become the lake's. */
  static <T> T ask(Call<T> call) throws IOException {
    try {
      return call.ask();
    } catch (RucioRefusal refusal) {
      throw failure(refusal);
    } catch (RucioException failure) {
      throw new LakeException("Rucio: " + failure.getMessage(), failure);
    }
  }

  static void tell(Runnable call) throws IOException {
    ask(
        () -> {
          call.run();
          return true;
        });
  }

  private static boolean isUnknown(RucioRefusal refusal) {
    return switch (refusal.kind()) {
      case DID_NOT_FOUND, SCOPE_NOT_FOUND, RSE_NOT_FOUND, RULE_NOT_FOUND, ACCOUNT_NOT_FOUND -> true;
      default -> false;
    };
  }

  private static LakeException failure(RucioRefusal refusal) {
    String message = "Rucio: " + refusal.getMessage();
    if (isUnknown(refusal)) {
      return new LakeException.NotFound(message);
    }
    if (refusal.is(RefusalKind.OTHER_BYTES)) {
      return new LakeException.DidTaken(message);
    }
    if (refusal.is(RefusalKind.INSUFFICIENT_TARGETS)
        || refusal.is(RefusalKind.INSUFFICIENT_ACCOUNT_LIMIT)
        || refusal.is(RefusalKind.INVALID_RSE_EXPRESSION)) {
      return new LakeException.InsufficientTargetRses(message);
    }
    return new LakeException(message, refusal);
  }

  static RucioDid rucio(Did did) {
    return RucioDid.of(did.scope(), did.name());
  }

  static List<RucioDid> rucio(Collection<Did> dids) {
    return dids.stream().map(Terms::rucio).toList();
  }

  /**
   * @throws LakeException if it is a name that Fringe does not handle, though Rucio does
   */
  static Did did(RucioDid did) throws LakeException {
    try {
      return Did.of(did.scope(), did.name());
    } catch (IllegalArgumentException strange) {
      throw new LakeException("%s cannot be handled: %s".formatted(did, strange.getMessage()));
    }
  }

  static boolean isHandled(RucioDid did) {
    try {
      Did.of(did.scope(), did.name());
      return true;
    } catch (IllegalArgumentException strange) {
      return false;
    }
  }

  static DidType rucio(DidKind kind) {
    return DidType.valueOf(kind.name());
  }

  static NewReplica copying(LakeFile file) {
    return NewReplica.copying(rucio(file.did()), file.bytes(), file.adler32(), file.md5());
  }

  static Replica.State state(ReplicaState state) {
    return switch (state) {
      case AVAILABLE -> Replica.State.AVAILABLE;
      case COPYING -> Replica.State.COPYING;
      case BEING_DELETED -> Replica.State.BEING_DELETED;
      case BAD -> Replica.State.BAD;
      case UNAVAILABLE, TEMPORARY_UNAVAILABLE, OTHER -> Replica.State.UNAVAILABLE;
    };
  }

  /** Keys as Rucio takes them: none of its own columns, no dots. */
  static Map<String, JsonNode> rucio(Map<String, Object> metadata) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    metadata.forEach(
        (key, value) -> {
          boolean reserved = COLUMNS.contains(key);
          String safe = (reserved ? ESCAPE + key : key).replace(".", DOT);
          fields.put(safe, MAPPER.valueToTree(value));
        });
    return fields;
  }

  static Map<String, Object> metadata(Map<String, JsonNode> fields) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    fields.forEach(
        (key, value) -> {
          String own = key.startsWith(ESCAPE) ? key.substring(ESCAPE.length()) : key;
          boolean escaped = !own.equals(key) && COLUMNS.contains(own);
          if (escaped || !COLUMNS.contains(key)) {
            metadata.put(
                escaped ? own : key, MAPPER.convertValue(value, new TypeReference<Object>() {}));
          }
        });
    return metadata;
  }
}
