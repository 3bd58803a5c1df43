package dev.fringe.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.workflow.schedule.Parameter;
import dev.fringe.workflow.schedule.WorkflowSchedule;
import dev.fringe.workflow.schema.FieldDescription;
import dev.fringe.workflow.schema.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference in the README is what the records declare. Run with {@code
 * -Dfringe.updateReference=true} to write it anew.
 */
class ReferenceTest {
  private static final Path README = Path.of("..", "README.md");
  private static final String END = "<!-- end of reference -->";

  @ParameterizedTest
  @ValueSource(classes = {Workflow.class, WorkflowSchedule.class})
  void theReferenceIsWhatTheRecordsDeclare(Class<? extends Record> resource) throws IOException {
    String readme = Files.readString(README);
    String mark =
        "<!-- reference of "
            + resource.getSimpleName()
            + ": written by ReferenceTest, do not edit -->\n";
    int begin = readme.indexOf(mark) + mark.length();
    int end = readme.indexOf(END, begin);
    assertTrue(readme.contains(mark) && end >= begin, () -> README + " lacks its markers");
    String reference = reference(resource);
    if (Boolean.getBoolean("fringe.updateReference")) {
      Files.writeString(README, readme.substring(0, begin) + reference + readme.substring(end));
    } else {
      assertEquals(
          reference,
          readme.substring(begin, end),
          () -> README + " is stale: run this test with -Dfringe.updateReference=true");
    }
  }

  @Test
  void everyParameterOfTemplatesIsInTheReadme() throws IOException {
    String readme = Files.readString(README);
    for (Parameter parameter : Parameter.values()) {
      String row = "| `{{" + parameter.word() + "}}` | " + parameter.about() + " |";
      assertTrue(readme.contains(row), () -> README + " lacks: " + row);
    }
  }

  @Test
  void everyFieldIsInTheReference() {
    String reference = reference(Workflow.class);
    for (FieldDescription field : FieldDescription.of(Workflow.class)) {
      String name = field.path().substring(field.path().lastIndexOf('.') + 1);
      assertTrue(reference.contains("`" + name + "`"), () -> field.path() + " is missing");
    }
  }

  /** What is in a template is told once, with the Workflow. */
  private static List<FieldDescription> fields(Class<? extends Record> resource) {
    return FieldDescription.of(resource).stream()
        .filter(field -> !field.path().startsWith("spec.template.spec."))
        .toList();
  }

  private static String reference(Class<? extends Record> resource) {
    Map<String, StringBuilder> tables = new LinkedHashMap<>();
    Map<String, String> about = new HashMap<>(Map.of("", "The whole file."));
    for (FieldDescription field : fields(resource)) {
      boolean list = field.shape() instanceof Shape.Many(Shape.Group _);
      boolean isTemplate = field.field().isTemplate();
      if ((field.shape() instanceof Shape.Group || list) && !isTemplate) {
        String path = field.path() + (list ? "[]" : "");
        tables.computeIfAbsent(path, _ -> new StringBuilder());
        about.put(path, field.field().about() + (list ? "; each item of the list:" : "."));
      }
      int dot = field.path().lastIndexOf('.');
      tables
          .computeIfAbsent(dot < 0 ? "" : field.path().substring(0, dot), _ -> new StringBuilder())
          .append(row(field, field.path().substring(dot + 1)));
    }
    String kind = resource.getSimpleName();
    return tables.entrySet().stream()
        .map(
            table ->
                String.join(
                    "\n",
                    "",
                    "### " + heading(table.getKey(), kind),
                    "",
                    about.get(table.getKey()),
                    "",
                    "| field | what it is | type | where left out |",
                    "| --- | --- | --- | --- |",
                    table.getValue()))
        .collect(Collectors.joining());
  }

  private static String heading(String path, String kind) {
    String of = kind.equals(Workflow.KIND) ? "" : " of a " + kind;
    return (path.isEmpty() ? "The file" : "`" + path + "`") + of;
  }

  private static String row(FieldDescription field, String name) {
    List<String> cells =
        List.of("`" + name + "`", field.field().about(), type(field), whereLeftOut(field));
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String whereLeftOut(FieldDescription field) {
    if (!field.field().preset().isEmpty()) {
      return "`" + field.field().preset() + "`";
    } else if (!field.field().otherwise().isEmpty()) {
      return field.field().otherwise();
    } else if (field.required()) {
      return "**required**";
    }
    return field.shape() instanceof Shape.Group ? "the defaults of its fields" : "none";
  }

  private static String type(FieldDescription field) {
    String base = type(field.shape());
    String limits = limits(field);
    return limits.isEmpty() ? base : base + "; " + limits;
  }

  private static String type(Shape shape) {
    return switch (shape) {
      case Shape.Group _ -> "fields, see below";
      case Shape.Many(Shape.Group _) -> "list, see below";
      case Shape.Many(Shape item) -> "list of " + type(item);
      case Shape.Maybe(Shape inner) -> type(inner);
      case Shape.Labels _ -> "names with texts";
      case Shape.Choice(Map<String, Object> constants) ->
          "one of `" + String.join("`, `", constants.keySet()) + "`";
      case Shape.Text _ -> "text";
      case Shape.Whole _ -> "whole number";
      case Shape.Decimal _ -> "number";
      case Shape.Written(var form) ->
          form.name()
              + ": "
              + form.form()
              + (form.form().contains(form.example()) ? "" : ", such as `" + form.example() + "`");
    };
  }

  private static String limits(FieldDescription field) {
    StringBuilder limits = new StringBuilder();
    append(limits, "at least ", field.field().min());
    append(limits, "above ", field.field().above());
    append(limits, "at most ", field.field().max());
    append(limits, "", field.field().patternInWords());
    if (field.field().fewest() > 0) {
      append(limits, "at least ", Integer.toString(field.field().fewest()));
    }
    return limits.toString();
  }

  private static void append(StringBuilder limits, String words, String limit) {
    if (!limit.isEmpty()) {
      limits.append(limits.isEmpty() ? "" : ", ").append(words).append(limit);
    }
  }
}
