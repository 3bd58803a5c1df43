package dev.fringe.bridge.adql;

import dev.fringe.bridge.tables.PublishedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;

/** Writes what stands after FROM, and tells the scope of it. */
final class FromTranslator {

  private final Scope scope;
  private final SelectTranslator queries;
  private final ExpressionTranslator expressions;
  private final List<String> conditions = new ArrayList<>();
  private boolean hasOuterJoin;

  FromTranslator(Scope scope, SelectTranslator queries, ExpressionTranslator expressions) {
    this.scope = scope;
    this.queries = queries;
    this.expressions = expressions;
  }

  /** What must hold of the tables' rows, besides what is asked for. */
  List<String> conditions() {
    return conditions;
  }

  String translate(FromItem first, List<Join> joins) {
    List<Join> all = joins == null ? List.of() : joins;
    hasOuterJoin = hasOuterJoin || all.stream().anyMatch(FromTranslator::isOuter);
    StringBuilder sql = new StringBuilder(item(first));
    for (Join join : all) {
      int before = scope.relations().size();
      refuse(join);
      String right = item(join.getRightItem());
      sql.append(keyword(join)).append(right);
      condition(join, before).ifPresent(on -> sql.append(" ON ").append(on));
    }
    return sql.toString();
  }

  private static boolean isOuter(Join join) {
    return join.isLeft() || join.isRight() || join.isFull();
  }

  private static void refuse(Join join) {
    if (join.isFull()) {
      throw new AdqlException("FULL JOIN is not supported: write the UNION of two LEFT JOINs");
    }
    if (join.isApply()
        || join.isSemi()
        || join.isStraight()
        || join.isGlobal()
        || join.isWindowJoin()
        || join.getJoinHint() != null
        || (join.isOuter() && !isOuter(join))) {
      throw AdqlException.notAdql("this kind of JOIN");
    }
  }

  private static String keyword(Join join) {
    if (join.isLeft()) {
      return " LEFT JOIN ";
    } else if (join.isRight()) {
      return " RIGHT JOIN ";
    }
    boolean isConditional =
        join.isNatural() || !join.getOnExpressions().isEmpty() || !join.getUsingColumns().isEmpty();
    return isConditional ? " INNER JOIN " : " CROSS JOIN ";
  }

  /** USING and NATURAL name published columns, which the database may call otherwise. */
  private Optional<String> condition(Join join, int before) {
    List<Relation> left = scope.relations().subList(0, before);
    List<Relation> right = scope.relations().subList(before, scope.relations().size());
    List<String> shared =
        join.isNatural()
            ? right.stream()
                .flatMap(relation -> relation.columns().stream())
                .map(Relation.Item::name)
                .filter(name -> left.stream().anyMatch(other -> !other.named(name).isEmpty()))
                .distinct()
                .toList()
            : join.getUsingColumns().stream().map(Column::getColumnName).map(Names::plain).toList();
    if (!shared.isEmpty()) {
      shared.forEach(scope::merge);
      return Optional.of(
          shared.stream()
              .map(name -> sql(left, name) + " = " + sql(right, name))
              .collect(Collectors.joining(" AND ")));
    }
    if (join.getOnExpressions().isEmpty()) {
      return isOuter(join) || join.isNatural() ? Optional.of("TRUE") : Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (Expression on : join.getOnExpressions()) {
      parts.add("(" + expressions.of(on) + ")");
    }
    return Optional.of(String.join(" AND ", parts));
  }

  private static String sql(List<Relation> relations, String name) {
    return relations.stream()
        .flatMap(relation -> relation.named(name).stream())
        .findFirst()
        .map(Relation.Item::sql)
        .orElseThrow(
            () ->
                new AdqlException(
                    "USING names %s, which one side does not have".formatted(Names.shown(name))));
  }

  private String item(FromItem item) {
    return switch (item) {
      case Table table -> table(table);
      case ParenthesedSelect query -> {
        queries.aliases().enter(1);
        Translation inner = queries.translate(query, Optional.empty());
        queries.aliases().leave(1);
        yield derived(inner, alias(query.getAlias()));
      }
      case ParenthesedFromItem inner -> {
        if (inner.getAlias() != null) {
          throw AdqlException.notAdql("a name for several tables");
        }
        yield "(" + translate(inner.getFromItem(), inner.getJoins()) + ")";
      }
      default -> throw AdqlException.notAdql("a FROM of " + item.getClass().getSimpleName());
    };
  }

  private static String alias(Alias alias) {
    if (alias == null) {
      return "";
    }
    if (alias.getAliasColumns() != null && !alias.getAliasColumns().isEmpty()) {
      throw AdqlException.notAdql("a table's name with names of columns");
    }
    return Names.plain(alias.getName());
  }

  private String table(Table table) {
    if (table.getPivot() != null
        || table.getUnPivot() != null
        || table.getIndexHint() != null
        || table.getSqlServerHints() != null
        || table.getSampleClause() != null) {
      throw AdqlException.notAdql("a hint at a table");
    }
    String alias = alias(table.getAlias());
    if (table.getSchemaName() == null) {
      Optional<SelectTranslator.Part> part = queries.part(Names.plain(table.getName()));
      if (part.isPresent()) {
        queries.aliases().spend(part.get().tables());
        queries.aliases().enter(part.get().depth() + 1);
        queries.aliases().leave(part.get().depth() + 1);
        return derived(part.get().query(), alias.isEmpty() ? Names.plain(table.getName()) : alias);
      }
    }
    PublishedTable found = queries.tables().find(table);
    String sqlAlias = queries.aliases().next();
    scope.add(
        new Relation(
            alias.isEmpty() ? found.name() : alias,
            alias.isEmpty() ? found.schema() : "",
            sqlAlias,
            found.columns().stream()
                .map(
                    column ->
                        new Relation.Item(
                            column.field().name(),
                            column.of(sqlAlias),
                            Optional.of(column.field())))
                .toList(),
            Optional.of(found)));
    if (found.condition().isEmpty()) {
      return found.physical() + " AS " + sqlAlias;
    }
    if (hasOuterJoin) {
      // A condition in WHERE would take rows away that an outer join has filled up.
      String inner = queries.aliases().next();
      return "(SELECT * FROM %s AS %s WHERE %s) AS %s"
          .formatted(found.physical(), inner, found.condition().replace("%s", inner), sqlAlias);
    }
    conditions.add(found.condition().replace("%s", sqlAlias));
    return found.physical() + " AS " + sqlAlias;
  }

  private String derived(Translation query, String alias) {
    String sqlAlias = queries.aliases().next();
    scope.add(
        new Relation(
            alias,
            "",
            sqlAlias,
            query.columns().stream()
                .map(
                    column ->
                        new Relation.Item(
                            column.name(),
                            sqlAlias + "." + Names.quoted(column.name()),
                            column.field()))
                .toList(),
            Optional.empty()));
    return "(" + query.sql() + ") AS " + sqlAlias;
  }
}
