package dev.fringe.bridge.adql;

import dev.fringe.yaml.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.schema.Column;

/** What names mean at a place of a query: the relations of its FROM, and those around it. */
final class Scope {

  private final Optional<Scope> outer;
  private final List<Relation> relations = new ArrayList<>();
  private final Set<String> merged = new HashSet<>();

  private Scope(Optional<Scope> outer) {
    this.outer = outer;
  }

  static Scope within(Optional<Scope> outer) {
    return new Scope(outer);
  }

  void add(Relation relation) {
    boolean isTaken =
        relations.stream()
            .anyMatch(
                other ->
                    !other.alias().isEmpty()
                        && other.alias().equalsIgnoreCase(relation.alias())
                        && other.schema().equalsIgnoreCase(relation.schema()));
    if (isTaken) {
      throw new AdqlException(
          "two tables are called %s: give one another name by AS"
              .formatted(Names.shown(relation.alias())));
    }
    relations.add(relation);
  }

  /** Says that a column is one in all relations that have it: of USING or NATURAL. */
  void merge(String column) {
    merged.add(column.toLowerCase(Locale.ROOT));
  }

  boolean isMerged(String column) {
    return merged.contains(column.toLowerCase(Locale.ROOT));
  }

  List<Relation> relations() {
    return relations;
  }

  Relation relation(String schema, String name) {
    return relations.stream()
        .filter(relation -> relation.isCalled(schema, name))
        .findFirst()
        .orElseThrow(
            () ->
                new AdqlException(
                    "there is no table %s in this FROM".formatted(Names.shown(name))));
  }

  /** What a column means. */
  Relation.Item find(Column column) {
    String name = Names.plain(column.getColumnName());
    String table = column.getTable() == null ? "" : Names.plain(column.getTable().getName());
    String schema = column.getTable() == null ? "" : Names.plain(column.getTable().getSchemaName());
    return find(schema, table, name)
        .orElseThrow(
            () ->
                new AdqlException(
                    "there is no column %s%s"
                        .formatted(
                            Names.shown((table.isEmpty() ? "" : table + ".") + name),
                            Suggestion.question(name, names()))));
  }

  private Optional<Relation.Item> find(String schema, String table, String name) {
    List<Relation.Item> found =
        relations.stream()
            .filter(relation -> table.isEmpty() || relation.isCalled(schema, table))
            .flatMap(relation -> relation.named(name).stream())
            .toList();
    if (found.size() > 1 && !isMerged(name)) {
      throw new AdqlException(
          "%s is a column of several tables: write which, as in table.%s"
              .formatted(Names.shown(name), Names.shown(name)));
    }
    return found.isEmpty()
        ? outer.flatMap(around -> around.find(schema, table, name))
        : Optional.of(found.getFirst());
  }

  private List<String> names() {
    return relations.stream()
        .flatMap(relation -> relation.columns().stream())
        .map(Relation.Item::name)
        .distinct()
        .toList();
  }
}
