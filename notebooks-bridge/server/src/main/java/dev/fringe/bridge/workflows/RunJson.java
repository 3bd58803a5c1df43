package dev.fringe.bridge.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fringe.bridge.workflows.Run.Outcome;
import dev.fringe.bridge.workflows.Run.Progress;
import dev.fringe.bridge.workflows.Run.WorkProcess;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Runs as JSON: to tell, and to keep. */
final class RunJson {

  static final ObjectMapper JSON = new ObjectMapper();

  private RunJson() {}

  /** As the API tells it. */
  static ObjectNode told(Run run) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", run.id());
    json.put("name", run.name());
    json.put("owner", run.owner());
    json.put("state", run.state().word());
    json.put("fraction", run.progress().percent() / 100.0);
    json.put("stage", run.progress().stage());
    json.put("message", run.message());
    json.put("submitted", run.submitted().toString());
    run.started().ifPresent(time -> json.put("started", time.toString()));
    run.ended().ifPresent(time -> json.put("ended", time.toString()));
    json.put("estimatedEnd", run.progress().estimatedEnd());
    json.set("products", JSON.valueToTree(run.outcome().products()));
    json.put("beam", run.outcome().beam());
    json.put("noise", run.outcome().noise());
    json.put("peak", run.outcome().peak());
    return json;
  }

  /** With what only the service must know. */
  static byte[] kept(Run run) throws IOException {
    ObjectNode json = told(run);
    json.put("percent", run.progress().percent());
    json.put("launches", run.launches());
    run.process().ifPresent(process -> json.set("process", JSON.valueToTree(process)));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
  }

  static Run read(byte[] bytes) throws IOException {
    JsonNode json = JSON.readTree(bytes);
    return new Run(
        json.path("id").asText(),
        json.path("name").asText(),
        json.path("owner").asText(),
        RunState.of(json.path("state").asText()),
        json.path("message").asText(),
        Instant.parse(json.path("submitted").asText()),
        time(json, "started"),
        time(json, "ended"),
        Optional.of(json.path("process"))
            .filter(JsonNode::isObject)
            .map(
                p ->
                    new WorkProcess(
                        p.path("pid").asLong(), p.path("begun").asLong(), p.path("port").asInt())),
        json.path("launches").asInt(),
        new Progress(
            json.path("stage").asText(),
            json.path("percent").asInt(),
            json.path("estimatedEnd").asText()),
        outcome(json, "products"));
  }

  /** What a run's own report tells; see {@code FRINGE_REPORT}. */
  static Outcome reported(JsonNode report) {
    return new Outcome(
        StreamSupport.stream(report.path("products").spliterator(), false)
            .map(product -> product.path("did").asText())
            .toList(),
        report.path("beam").asText(),
        report.path("noise").asText(),
        report.path("peak").asText());
  }

  private static Outcome outcome(JsonNode json, String products) {
    return new Outcome(
        StreamSupport.stream(json.path(products).spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        json.path("beam").asText(),
        json.path("noise").asText(),
        json.path("peak").asText());
  }

  private static Optional<Instant> time(JsonNode json, String name) {
    return json.hasNonNull(name)
        ? Optional.of(Instant.parse(json.get(name).asText()))
        : Optional.empty();
  }
}
