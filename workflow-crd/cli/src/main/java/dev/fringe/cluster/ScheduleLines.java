package dev.fringe.cluster;

import dev.fringe.cluster.client.Json;
import dev.fringe.cluster.client.WorkflowView;
import dev.fringe.cluster.client.Workflows;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Schedules as people read them. */
final class ScheduleLines {
  private static final int MOST_WORKFLOWS = 20;
  private static final int MOST_EVENTS = 10;

  private ScheduleLines() {}

  /** A line for each. */
  static List<String> table(List<GenericKubernetesResource> schedules) {
    Table table =
        new Table(
            "NAMESPACE",
            "NAME",
            "SCHEDULE",
            "ZONE",
            "STATE",
            "TAKEN",
            "WAITING",
            "ACTIVE",
            "LAST",
            "NEXT");
    for (GenericKubernetesResource schedule : schedules) {
      Object spec = schedule.get("spec");
      Object status = schedule.get("status");
      table.row(
          schedule.getMetadata().getNamespace(),
          schedule.getMetadata().getName(),
          Json.list(spec, "schedules").stream()
              .map(String::valueOf)
              .collect(Collectors.joining("; ")),
          Json.text(spec, "timeZone").orElse("UTC"),
          Json.text(spec, "state").orElse("Running"),
          Json.text(status, "taken").orElse("0"),
          Json.text(status, "waiting").orElse("0"),
          Json.text(status, "active").orElse("0"),
          Json.text(status, "lastSchedule").orElse(""),
          Json.text(status, "nextSchedule").orElse(""));
    }
    return table.lines();
  }

  /** All that people ask of one. */
  static List<String> details(
      GenericKubernetesResource schedule,
      List<WorkflowView> workflows,
      List<Event> events,
      Instant now) {
    Object spec = schedule.get("spec");
    Object status = schedule.get("status");
    List<String> lines = new ArrayList<>();
    lines.add(schedule.getMetadata().getNamespace() + "/" + schedule.getMetadata().getName());
    Json.text(status, "message").ifPresent(message -> lines.add("  " + message));
    lines.add(
        entry(
            "schedules",
            Json.list(spec, "schedules") + " " + Json.text(spec, "timeZone").orElse("UTC")));
    for (String name :
        List.of("lastSchedule", "nextSchedule", "lastLook", "lookAgain", "lastError")) {
      Json.text(status, name).ifPresent(value -> lines.add(entry(name, value)));
    }
    lines.add(
        entry(
            "files",
            Json.text(status, "taken").orElse("0")
                + " taken, "
                + Json.text(status, "waiting").orElse("0")
                + " waiting"));
    section(lines, "Conditions", conditions(status));
    section(
        lines,
        "Workflows",
        workflows.stream()
            .skip(Math.max(0, workflows.size() - MOST_WORKFLOWS))
            .map(w -> "%-10s %s, %s ago".formatted(w.phase(), w.name(), w.age(now)))
            .toList());
    section(
        lines,
        "Events",
        events.stream()
            .skip(Math.max(0, events.size() - MOST_EVENTS))
            .map(e -> Workflows.time(e) + "  " + e.getReason() + ": " + e.getMessage())
            .toList());
    return lines;
  }

  private static List<String> conditions(Object status) {
    return Json.list(status, "conditions").stream()
        .map(
            c ->
                "%-10s %-7s %s: %s"
                    .formatted(
                        part(c, "type"), part(c, "status"), part(c, "reason"), part(c, "message")))
        .toList();
  }

  private static String part(Object condition, String name) {
    return Optional.ofNullable(condition).flatMap(c -> Json.text(c, name)).orElse("");
  }

  private static String entry(String name, String value) {
    return "  %-13s %s".formatted(name, value);
  }

  private static void section(List<String> lines, String name, List<String> entries) {
    if (!entries.isEmpty()) {
      lines.add(name);
      entries.forEach(entry -> lines.add("  " + entry));
    }
  }
}
