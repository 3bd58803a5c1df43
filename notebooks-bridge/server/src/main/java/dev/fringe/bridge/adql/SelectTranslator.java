package dev.fringe.bridge.adql;

import dev.fringe.bridge.adql.Translation.OutputColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.Offset;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperation;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;

/** Writes queries, and those within them. */
final class SelectTranslator {

  private static final int LONGEST = 1 << 20;

  private final TableFinder tables;
  private final SpatialConditions spatial;
  private final UnaryOperator<String> functions;
  private final Map<String, Part> parts;
  private final Aliases aliases;

  /**
   * A part of a WITH.
   *
   * @param tables that it comes down to
   * @param depth of queries in FROM within it
   */
  record Part(Translation query, int tables, int depth) {}

  SelectTranslator(TableFinder tables, SpatialConditions spatial, UnaryOperator<String> functions) {
    this(tables, spatial, functions, Map.of(), new Aliases());
  }

  private SelectTranslator(
      TableFinder tables,
      SpatialConditions spatial,
      UnaryOperator<String> functions,
      Map<String, Part> parts,
      Aliases aliases) {
    this.tables = tables;
    this.spatial = spatial;
    this.functions = functions;
    this.parts = parts;
    this.aliases = aliases;
  }

  Translation translate(Select select) {
    return translate(select, Optional.empty());
  }

  /**
   * Writes a query.
   *
   * @param around what it stands in, whose columns it may name
   */
  Translation translate(Select select, Optional<Scope> around) {
    Unsupported.refuse(select);
    SelectTranslator translator =
        select.getWithItemsList() == null || select.getWithItemsList().isEmpty()
            ? this
            : with(select.getWithItemsList());
    Translation translation = translator.body(select, around);
    if (translation.sql().length() > LONGEST) {
      throw new AdqlException("the query is too large once its WITH parts are put in");
    }
    return translation;
  }

  private Translation body(Select select, Optional<Scope> around) {
    return switch (select) {
      case PlainSelect plain -> plain(plain, around);
      case SetOperationList list -> setOperations(list, around);
      case ParenthesedSelect inner -> parentheses(inner, around);
      default -> throw AdqlException.notAdql(select.getClass().getSimpleName());
    };
  }

  /** The part of a WITH that is called {@code name}, if there is one. */
  Optional<Part> part(String name) {
    return Optional.ofNullable(parts.get(name.toLowerCase(Locale.ROOT)));
  }

  TableFinder tables() {
    return tables;
  }

  Aliases aliases() {
    return aliases;
  }

  /** What a function is called in the database. */
  String function(String name) {
    return functions.apply(name);
  }

  /** Parts are put in where they are named: each is a query of its own. */
  private SelectTranslator with(List<WithItem<?>> items) {
    Map<String, Part> known = new HashMap<>(parts);
    SelectTranslator current = this;
    for (WithItem<?> item : items) {
      if (item.isRecursive()
          || (item.getWithItemList() != null && !item.getWithItemList().isEmpty())) {
        throw AdqlException.notAdql("a WITH that is recursive or names its columns");
      }
      if (!(item.getParenthesedStatement() instanceof ParenthesedSelect query)) {
        throw AdqlException.notAdql("a WITH of anything but SELECT");
      }
      int before = aliases.tables();
      Translation translated = current.translate(query, Optional.empty());
      known.put(
          Names.plain(item.getAliasName()).toLowerCase(Locale.ROOT),
          new Part(translated, aliases.tables() - before, aliases.deepest()));
      current = new SelectTranslator(tables, spatial, functions, Map.copyOf(known), aliases);
    }
    return current;
  }

  private Translation plain(PlainSelect select, Optional<Scope> around) {
    Scope scope = Scope.within(around);
    if (select.getFromItem() == null) {
      throw new AdqlException("a SELECT needs a FROM");
    }
    ExpressionTranslator expressions = new ExpressionTranslator(scope, this);
    FromTranslator from = new FromTranslator(scope, this, expressions);
    String source = from.translate(select.getFromItem(), select.getJoins());
    List<OutputColumn> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (SelectItem<?> item : select.getSelectItems()) {
      add(item, scope, expressions, columns, values);
    }
    StringBuilder sql = new StringBuilder("SELECT ");
    if (select.getDistinct() != null) {
      sql.append("DISTINCT ");
    }
    sql.append(String.join(", ", values)).append(" FROM ").append(source);
    List<String> conditions = new ArrayList<>(from.conditions());
    if (select.getWhere() != null) {
      conditions.addAll(spatial.of(select.getWhere(), scope));
      conditions.add("(" + expressions.of(select.getWhere()) + ")");
    }
    if (!conditions.isEmpty()) {
      sql.append(" WHERE ").append(String.join(" AND ", conditions));
    }
    if (select.getGroupBy() != null) {
      sql.append(" GROUP BY ")
          .append(expressions.list(select.getGroupBy().getGroupByExpressionList()));
    }
    if (select.getHaving() != null) {
      sql.append(" HAVING ").append(expressions.of(select.getHaving()));
    }
    order(sql, select, columns, Optional.of(expressions));
    limit(sql, select.getOffset(), Optional.ofNullable(select.getTop()).map(Limits::top));
    return new Translation(sql.toString(), columns);
  }

  private static void add(
      SelectItem<?> item,
      Scope scope,
      ExpressionTranslator expressions,
      List<OutputColumn> columns,
      List<String> values) {
    switch (item.getExpression()) {
      case AllTableColumns all -> {
        Relation relation =
            scope.relation(
                Names.plain(all.getTable().getSchemaName()), Names.plain(all.getTable().getName()));
        relation.columns().forEach(column -> add(column, columns, values));
      }
      case AllColumns all -> {
        if (all.getExceptColumns() != null || all.getReplaceExpressions() != null) {
          throw AdqlException.notAdql("a * with exceptions");
        }
        List<String> seen = new ArrayList<>();
        for (Relation relation : scope.relations()) {
          for (Relation.Item column : relation.columns()) {
            String name = column.name().toLowerCase(Locale.ROOT);
            if (!scope.isMerged(name) || !seen.contains(name)) {
              seen.add(name);
              add(column, columns, values);
            }
          }
        }
      }
      case Expression expression -> {
        Optional<Relation.Item> column =
            expression instanceof Column named ? Optional.of(scope.find(named)) : Optional.empty();
        String name =
            item.getAlias() != null
                ? Names.plain(item.getAlias().getName())
                : column.map(Relation.Item::name).orElseGet(() -> nameOf(expression, columns));
        columns.add(new OutputColumn(name, column.flatMap(Relation.Item::field)));
        values.add(expressions.of(expression) + " AS " + Names.quoted(name));
      }
    }
  }

  private static void add(Relation.Item column, List<OutputColumn> columns, List<String> values) {
    columns.add(new OutputColumn(column.name(), column.field()));
    values.add(column.sql() + " AS " + Names.quoted(column.name()));
  }

  private static String nameOf(Expression expression, List<OutputColumn> before) {
    return expression instanceof Function function
        ? Names.plain(function.getName()).toLowerCase(Locale.ROOT)
        : "col_" + (before.size() + 1);
  }

  private Translation setOperations(SetOperationList list, Optional<Scope> around) {
    StringBuilder sql = new StringBuilder();
    List<OutputColumn> columns = List.of();
    List<Select> selects = list.getSelects();
    for (int i = 0; i < selects.size(); i++) {
      Translation operand = translate(selects.get(i), around);
      if (i == 0) {
        columns = operand.columns();
      } else {
        sql.append(' ').append(operation(list.getOperations().get(i - 1))).append(' ');
      }
      sql.append('(').append(operand.sql()).append(')');
    }
    order(sql, list, columns, Optional.empty());
    limit(sql, list.getOffset(), Optional.empty());
    return new Translation(sql.toString(), columns);
  }

  private static String operation(SetOperation operation) {
    String name = operation.toString().toUpperCase(Locale.ROOT).strip();
    return switch (name) {
      case "UNION", "UNION ALL", "EXCEPT", "INTERSECT" -> name;
      case "UNION DISTINCT" -> "UNION";
      default -> throw AdqlException.notAdql(Names.shown(name));
    };
  }

  private Translation parentheses(ParenthesedSelect select, Optional<Scope> around) {
    Translation inner = translate(select.getSelect(), around);
    StringBuilder sql = new StringBuilder("(").append(inner.sql()).append(")");
    if (select.getOrderByElements() != null || select.getOffset() != null) {
      order(sql, select, inner.columns(), Optional.empty());
      limit(sql, select.getOffset(), Optional.empty());
      return new Translation(sql.toString(), inner.columns());
    }
    return inner;
  }

  private static void order(
      StringBuilder sql,
      Select select,
      List<OutputColumn> columns,
      Optional<ExpressionTranslator> expressions) {
    if (select.getOrderByElements() == null) {
      return;
    }
    String joint = " ORDER BY ";
    for (OrderByElement element : select.getOrderByElements()) {
      sql.append(joint)
          .append(key(element.getExpression(), columns, expressions))
          .append(element.isAsc() ? " NULLS FIRST" : " DESC NULLS LAST");
      joint = ", ";
    }
  }

  private static String key(
      Expression expression,
      List<OutputColumn> columns,
      Optional<ExpressionTranslator> expressions) {
    if (expression instanceof LongValue position) {
      int at = Limits.whole(position, "a position in ORDER BY");
      if (at < 1 || at > columns.size()) {
        throw new AdqlException("ORDER BY %d: there are %d columns".formatted(at, columns.size()));
      }
      return Integer.toString(at);
    }
    if (expression instanceof Column column && column.getTable() == null) {
      String name = Names.plain(column.getColumnName());
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).name().equalsIgnoreCase(name)) {
          return Integer.toString(i + 1);
        }
      }
    }
    return expressions
        .orElseThrow(() -> new AdqlException("ORDER BY after UNION needs the name of a column"))
        .of(expression);
  }

  private static void limit(StringBuilder sql, Offset offset, Optional<Integer> top) {
    if (offset != null) {
      sql.append(" OFFSET ").append(Limits.whole(offset.getOffset(), "OFFSET")).append(" ROWS");
    }
    top.ifPresent(rows -> sql.append(" FETCH FIRST ").append(rows).append(" ROWS ONLY"));
  }
}
