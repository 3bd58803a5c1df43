package dev.fringe.bridge.workflows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.access.AccessException;
import dev.fringe.bridge.access.AccessGate;
import dev.fringe.bridge.access.RunRights;
import dev.fringe.bridge.access.Visitor;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.OwnPages;
import dev.fringe.bridge.web.Problems;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowException;
import dev.fringe.workflow.WorkflowReader;
import dev.fringe.yaml.Fault;
import dev.fringe.yaml.YamlText;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code /api/v1/workflows}; the package tells all of it. */
public final class WorkflowsApi implements Endpoints {

  private static final String PATH = "/api/v1/workflows";
  private static final String ONE = PATH + "/{id}";

  /** None of these can be sent by another site's form. */
  private static final Set<String> TYPES =
      Set.of("application/yaml", "application/x-yaml", "text/yaml", "application/json");

  private static final int LONGEST_LOG = 1 << 20;

  private final WorkflowRunner runner;
  private final RunRights rights;
  private final EventStream events;
  private final BridgeContext bridge;

  public WorkflowsApi(BridgeContext bridge, WorkflowRunner runner, Access access) {
    this.bridge = bridge;
    this.runner = runner;
    this.rights = access.runs();
    this.events = new EventStream(runner);
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.post(PATH + "/check", this::check);
    config.routes.post(PATH, this::submit);
    config.routes.get(PATH, context -> json(context, all(context)));
    config.routes.get(
        PATH + "/events", context -> events.tell(context, "runs", () -> all(context), () -> false));
    config.routes.get(ONE, context -> json(context, told(context, run(context))));
    config.routes.get(ONE + "/events", this::watch);
    config.routes.get(ONE + "/log", this::log);
    config.routes.get(
        ONE + "/yaml",
        context -> context.contentType("application/yaml").result(runner.yaml(run(context).id())));
    config.routes.delete(ONE, this::cancel);
    config.routes.exception(
        SubmissionException.class,
        (e, context) -> Problems.write(context, e.status(), e.getMessage()));
    config.events.serverStopping(events::close);
  }

  private static void json(Context context, ObjectNode node) {
    context.contentType("application/json").header("Cache-Control", "no-store");
    context.result(node.toString());
  }

  private ObjectNode all(Context context) {
    ObjectNode json = RunJson.JSON.createObjectNode();
    json.put("runner", runner.kind());
    Visitor visitor = AccessGate.visitor(context);
    Optional<String> why = runner.closedBecause().or(() -> refusal(visitor));
    json.put("maySubmit", why.isEmpty());
    json.put("why", why.orElse(""));
    json.set("data", RunJson.JSON.valueToTree(runner.data()));
    ArrayNode items = json.putArray("items");
    runner.list().stream()
        .filter(run -> rights.maySee(visitor, run.owner()))
        .forEach(run -> items.add(told(context, run)));
    return json;
  }

  private ObjectNode told(Context context, Run run) {
    return RunJson.told(run)
        .put("mayCancel", rights.mayCancel(AccessGate.visitor(context), run.owner()));
  }

  private Optional<String> refusal(Visitor visitor) {
    try {
      rights.requireSubmit(visitor);
      return Optional.empty();
    } catch (AccessException refused) {
      return Optional.of(refused.getMessage());
    }
  }

  private void check(Context context) {
    String text = body(context);
    ObjectNode json = RunJson.JSON.createObjectNode();
    List<Fault> faults;
    try {
      Workflow workflow = WorkflowReader.read("workflow", text);
      faults = runner.faults(workflow);
      json.put("name", workflow.name());
      json.put("effective", workflow.toYaml());
    } catch (WorkflowException e) {
      faults = e.faults();
    }
    json.put("valid", faults.isEmpty());
    json.set("faults", told(faults));
    json(context, json);
  }

  private void submit(Context context) throws IOException {
    OwnPages.require(context, bridge.links().base());
    Visitor visitor = AccessGate.visitor(context);
    rights.requireSubmit(visitor);
    String text = body(context);
    List<Fault> faults;
    try {
      Workflow workflow = WorkflowReader.read("workflow", text);
      faults = runner.closedBecause().isPresent() ? List.of() : runner.faults(workflow);
      if (faults.isEmpty()) {
        Run run = runner.submit(workflow, visitor.name());
        context.status(201).header("Location", bridge.links().to(PATH + "/" + run.id()));
        json(context, told(context, run));
        return;
      }
    } catch (WorkflowException e) {
      faults = e.faults();
    }
    ObjectNode problem = RunJson.JSON.createObjectNode();
    problem.put("type", "about:blank");
    problem.put("title", "Unprocessable Content");
    problem.put("status", 422);
    problem.put("detail", String.join("\n", faults.stream().map(Fault::toString).toList()));
    problem.set("faults", told(faults));
    context.status(422).contentType(Problems.MEDIA_TYPE).result(problem.toString());
  }

  private static ArrayNode told(List<Fault> faults) {
    ArrayNode list = RunJson.JSON.createArrayNode();
    for (Fault fault : faults) {
      ObjectNode json = list.addObject();
      json.put("path", fault.path());
      json.put("line", fault.origin().line());
      json.put("value", fault.value());
      json.put("message", fault.message());
    }
    return list;
  }

  private static String body(Context context) {
    String type = Optional.ofNullable(context.contentType()).orElse("");
    String media = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    if (!TYPES.contains(media)) {
      throw new SubmissionException(
          415,
          "the Content-Type is \"%s\": send application/yaml or application/json".formatted(media));
    }
    byte[] bytes = context.bodyAsBytes();
    if (bytes.length > YamlText.LARGEST) {
      throw new SubmissionException(413, "a workflow has " + YamlText.LARGEST + " bytes at most");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void watch(Context context) throws IOException {
    String id = run(context).id();
    events.tell(
        context,
        "run",
        () -> told(context, runner.find(id).orElseThrow(() -> SubmissionException.unknown(id))),
        () -> runner.find(id).map(run -> run.state().isFinal()).orElse(true));
  }

  private void log(Context context) throws IOException {
    String tail = Optional.ofNullable(context.queryParam("tail")).orElse("" + LONGEST_LOG);
    if (!tail.matches("\\d{1,7}")) {
      throw new SubmissionException(400, "tail is a number of bytes");
    }
    String text = runner.log(run(context).id(), Math.min(LONGEST_LOG, Integer.parseInt(tail)));
    context.contentType("text/plain;charset=utf-8").header("Cache-Control", "no-store");
    context.result(text);
  }

  private void cancel(Context context) throws IOException {
    OwnPages.require(context, bridge.links().base());
    Run run = run(context);
    rights.requireCancel(AccessGate.visitor(context), run.owner());
    json(context, told(context, runner.cancel(run.id())));
  }

  /** What a run says may hold names of what isn't public. */
  private Run run(Context context) {
    String id = context.pathParam("id");
    Optional<Run> run = runner.find(id);
    rights.requireSee(AccessGate.visitor(context), run.map(Run::owner).orElse(""));
    return run.orElseThrow(() -> SubmissionException.unknown(id));
  }
}
