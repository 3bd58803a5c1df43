package dev.fringe.cluster;

import dev.fringe.cluster.client.UsageException;
import dev.fringe.cluster.client.WorkflowView;
import dev.fringe.cluster.client.Workflows;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe get}. */
@Command(
    name = "get",
    description = {
      "Tells how workflows on a cluster are getting on: all of them, or one in detail.",
      "After the word schedules, it tells of WorkflowSchedules."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  fringe get",
      "  fringe get m87 --watch",
      "  fringe get m87 -o yaml",
      "  fringe get schedules",
      "  fringe get schedules nightly"
    })
final class GetCommand implements Callable<Integer> {
  private static final Set<String> WORKFLOWS = Set.of("workflow", "workflows", "fwf");
  private static final Set<String> SCHEDULES =
      Set.of("schedule", "schedules", "workflowschedule", "workflowschedules", "fws");

  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Parameters(
      paramLabel = "[KIND] NAME",
      arity = "0..2",
      description = "A workflow's name; or schedules, and a schedule's name.")
  private List<String> words = new ArrayList<>();

  private Optional<String> name = Optional.empty();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Those of all namespaces.")
  private boolean isEverywhere;

  @Option(names = "--watch", description = "With NAME: show how it gets on, and end when it does.")
  private boolean isWatched;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: text).",
      defaultValue = "text")
  private Form form;

  /** How it is written. */
  private enum Form {
    text,
    yaml,
    json
  }

  @Override
  public Integer call() throws InterruptedException {
    boolean hasKind = !words.isEmpty() && (isOf(WORKFLOWS) || isOf(SCHEDULES));
    if (words.size() == 2 && !hasKind) {
      throw new UsageException(
          "\"" + words.getFirst() + "\" is no kind: write workflows or schedules before the NAME");
    }
    name = words.stream().skip(hasKind ? 1 : 0).findFirst();
    if (isWatched && name.isEmpty()) {
      throw new UsageException("--watch needs the NAME of a workflow");
    }
    if (isEverywhere && name.isPresent()) {
      throw new UsageException("--all-namespaces lists workflows: leave out the NAME, or it");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Workflows workflows = cluster.connect(Optional.empty())) {
      if (hasKind && isOf(SCHEDULES)) {
        schedules(new Schedules(workflows), workflows, out);
        return ExitCode.DONE;
      }
      if (isWatched) {
        return Watching.untilTheEnd(workflows, name.orElseThrow(), out);
      }
      List<WorkflowView> found =
          name.map(n -> List.of(workflows.get(n)))
              .orElseGet(isEverywhere ? workflows::listEverywhere : workflows::list);
      if (form == Form.text) {
        text(workflows, found).forEach(out::println);
      } else {
        out.println(structured(workflows, found));
      }
      out.flush();
    }
    return ExitCode.DONE;
  }

  private boolean isOf(Set<String> kind) {
    return kind.contains(words.getFirst().toLowerCase(Locale.ROOT));
  }

  private void schedules(Schedules schedules, Workflows workflows, PrintWriter out) {
    if (isWatched) {
      throw new UsageException("--watch is for workflows: a schedule has no end");
    }
    List<GenericKubernetesResource> found =
        name.map(n -> List.of(schedules.get(n))).orElseGet(() -> schedules.list(isEverywhere));
    var serialization = workflows.client().getKubernetesSerialization();
    Object tree = name.isPresent() ? found.getFirst() : found;
    switch (form) {
      case yaml -> out.println(serialization.asYaml(tree).strip());
      case json -> out.println(serialization.asJson(tree).strip());
      case text -> {
        if (name.isPresent()) {
          ScheduleLines.details(
                  found.getFirst(),
                  schedules.workflowsOf(name.get()),
                  schedules.events(name.get()),
                  Instant.now())
              .forEach(out::println);
        } else if (found.isEmpty()) {
          out.println(
              isEverywhere
                  ? "There are no schedules."
                  : "There are no schedules in the namespace " + workflows.namespace() + ".");
        } else {
          ScheduleLines.table(found).forEach(out::println);
        }
      }
    }
    out.flush();
  }

  private List<String> text(Workflows workflows, List<WorkflowView> found) {
    Instant now = Instant.now();
    if (name.isPresent()) {
      return Details.of(found.getFirst(), workflows.events(name.get()), now);
    }
    if (found.isEmpty()) {
      return List.of(
          isEverywhere
              ? "There are no workflows."
              : "There are no workflows in the namespace " + workflows.namespace() + ".");
    }
    Table table = new Table("NAMESPACE", "NAME", "PHASE", "%", "STAGE", "ATTEMPTS", "AGE", "TOOK");
    for (WorkflowView view : found) {
      table.row(
          view.namespace(),
          view.name(),
          view.phase(),
          view.percent().isPresent() ? "" + view.percent().getAsInt() : "",
          view.stage(),
          view.status("attempts").orElse("0"),
          view.age(now),
          view.took(now).orElse(""));
    }
    return table.lines();
  }

  private String structured(Workflows workflows, List<WorkflowView> found) {
    var serialization = workflows.client().getKubernetesSerialization();
    Object tree =
        name.isPresent()
            ? found.getFirst().resource()
            : found.stream().map(WorkflowView::resource).toList();
    return (form == Form.yaml ? serialization.asYaml(tree) : serialization.asJson(tree)).strip();
  }
}
