package dev.fringe.pipelines.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.ReplicationRule;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lake's things as JSON: the names are for programs and stay as they are. */
final class Json {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  static void print(PrintWriter out, Object value) {
    try {
      out.println(MAPPER.writeValueAsString(value));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, Object> file(LakeFile file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("did", file.did().toString());
    json.put("bytes", file.bytes());
    json.put("adler32", file.adler32());
    json.put("md5", file.md5());
    return json;
  }

  static Map<String, Object> file(LakeFile file, List<Replica> replicas) {
    Map<String, Object> json = file(file);
    json.put("replicas", replicas.stream().map(Json::replica).toList());
    return json;
  }

  static Map<String, Object> replica(Replica replica) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rse", replica.rse());
    json.put("state", replica.state().name());
    json.put("location", replica.location().toString());
    return json;
  }

  static Map<String, Object> rule(ReplicationRule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", rule.id());
    json.put("did", rule.did().toString());
    json.put("rses", rule.rses().toString());
    json.put("copies", rule.copies());
    json.put("chosen", rule.chosen());
    json.put("created", rule.created().toString());
    json.put("expires", rule.expires().map(Instant::toString).orElse(""));
    json.put("state", rule.state().name());
    json.put("ok", rule.ok());
    json.put("replicating", rule.replicating());
    json.put("stuck", rule.stuck());
    json.put("error", rule.error());
    return json;
  }
}
