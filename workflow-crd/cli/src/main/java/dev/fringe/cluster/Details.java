package dev.fringe.cluster;

import dev.fringe.cluster.client.Json;
import dev.fringe.cluster.client.WorkflowView;
import dev.fringe.cluster.client.Workflows;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that people ask of one workflow. */
final class Details {
  private static final int EVENTS = 10;
  private static final int BAR = 24;

  private Details() {}

  static List<String> of(WorkflowView view, List<Event> events, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(view.namespace() + "/" + view.name() + ": " + view.phase());
    view.status("message").ifPresent(message -> lines.add("  " + message));
    progress(view).ifPresent(bar -> lines.add("  " + bar));
    entry(lines, "submitted", Optional.of(view.age(now) + " ago"));
    entry(lines, "took", view.took(now));
    entry(lines, "attempts", view.status("attempts").filter(n -> !n.equals("0")));
    entry(lines, "next attempt", view.status("nextAttemptAt"));
    entry(lines, "job", view.status("job"));
    entry(
        lines,
        "Flink job",
        view.status("flink", "id")
            .map(id -> id + view.status("flink", "state").map(s -> "  " + s).orElse("")));
    entry(lines, "products of", view.status("work", "reusedFrom"));
    entry(lines, "beam", view.status("summary", "beam"));
    entry(lines, "noise", view.status("summary", "noise"));
    entry(lines, "peak", view.status("summary", "peak"));
    section(lines, "Products", ofProducts(view));
    section(lines, "Conditions", ofConditions(view));
    section(
        lines,
        "Events",
        events.stream()
            .skip(Math.max(0, events.size() - EVENTS))
            .map(e -> Workflows.time(e) + "  " + e.getReason() + ": " + e.getMessage())
            .toList());
    return lines;
  }

  /** Each product with how its rules stand. */
  static List<String> ofProducts(WorkflowView view) {
    return view.statusList("products").stream()
        .map(
            product ->
                Json.text(product, "did").orElse("?")
                    + Json.text(product, "rules").map(state -> "  rules " + state).orElse(""))
        .toList();
  }

  private static List<String> ofConditions(WorkflowView view) {
    return view.statusList("conditions").stream()
        .map(
            c ->
                "%-10s %-7s %s: %s"
                    .formatted(
                        Json.text(c, "type").orElse("?"),
                        Json.text(c, "status").orElse("?"),
                        Json.text(c, "reason").orElse(""),
                        Json.text(c, "message").orElse(""))
                    .stripTrailing())
        .toList();
  }

  private static Optional<String> progress(WorkflowView view) {
    if (view.isOver() || view.percent().isEmpty()) {
      return view.isOver() || view.stage().isEmpty() ? Optional.empty() : Optional.of(view.stage());
    }
    int percent = Math.clamp(view.percent().getAsInt(), 0, 100);
    int full = Math.round(percent * BAR / 100f);
    return Optional.of(
        "["
            + "#".repeat(full)
            + "-".repeat(BAR - full)
            + "] "
            + percent
            + " %  "
            + view.stage()
            + view.status("progress", "estimatedEnd").map(end -> ", ends about " + end).orElse(""));
  }

  private static void entry(List<String> lines, String name, Optional<String> value) {
    value.ifPresent(text -> lines.add("  %-13s %s".formatted(name, text)));
  }

  private static void section(List<String> lines, String name, List<String> entries) {
    if (!entries.isEmpty()) {
      lines.add(name);
      entries.forEach(entry -> lines.add("  " + entry));
    }
  }
}
