package dev.fringe.bridge.adql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;

/** Writes values and conditions. */
final class ExpressionTranslator {

  private static final int DEEPEST = 300;
  private static final int MOST_TERMS = 5000;

  private final Scope scope;
  private final SelectTranslator queries;
  private final FunctionTranslator functions = new FunctionTranslator(this);
  private int depth;

  ExpressionTranslator(Scope scope, SelectTranslator queries) {
    this.scope = scope;
    this.queries = queries;
  }

  String of(Expression expression) {
    if (++depth > DEEPEST) {
      throw new AdqlException("expressions are nested more than " + DEEPEST + " deep");
    }
    String sql =
        switch (expression) {
          case AndExpression and -> condition(and);
          case OrExpression or -> condition(or);
          case NotExpression not -> condition(not);
          case ParenthesedExpressionList<?> list -> parentheses(list);
          case EqualsTo equal -> binary(equal, "=");
          case NotEqualsTo unequal -> binary(unequal, "<>");
          case GreaterThan greater -> binary(greater, ">");
          case GreaterThanEquals greater -> binary(greater, ">=");
          case MinorThan less -> binary(less, "<");
          case MinorThanEquals less -> binary(less, "<=");
          case Addition sum -> terms(sum, Addition.class, " + ");
          case Multiplication product -> terms(product, Multiplication.class, " * ");
          case Subtraction difference -> binary(difference, "-");
          case Division quotient -> binary(quotient, "/");
          case Concat text -> terms(text, Concat.class, " || ");
          case SignedExpression signed -> signed(signed);
          case Between between ->
              "("
                  + of(between.getLeftExpression())
                  + not(between.isNot())
                  + " BETWEEN "
                  + of(between.getBetweenExpressionStart())
                  + " AND "
                  + of(between.getBetweenExpressionEnd())
                  + ")";
          case InExpression in -> condition(in);
          case LikeExpression like -> like(like);
          case IsNullExpression isNull ->
              "(" + of(isNull.getLeftExpression()) + " IS" + not(isNull.isNot()) + " NULL)";
          case ExistsExpression exists -> exists(exists);
          case CaseExpression cases -> cases(cases);
          case CastExpression cast -> cast(cast);
          case Function function -> functions.translate(function);
          case Column column -> scope.find(column).sql();
          case LongValue number -> digits(number.getStringValue());
          case DoubleValue number -> digits(number.toString());
          case StringValue text -> text(text);
          case NullValue none -> "NULL";
          case ParenthesedSelect query -> "(" + query(query) + ")";
          default ->
              throw AdqlException.notAdql("\"" + Names.shown(String.valueOf(expression)) + "\"");
        };
    depth--;
    return sql;
  }

  private String condition(Expression condition) {
    return Conditions.of(condition).stream()
        .map(terms -> terms.stream().map(this::term).collect(Collectors.joining(" AND ", "(", ")")))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String term(Conditions.Term term) {
    String sql = term.condition() instanceof InExpression in ? in(in) : of(term.condition());
    return term.isNegated() ? "NOT (" + sql + ")" : sql;
  }

  /** Long chains are written flat, and read without recursion. */
  private <T extends BinaryExpression> String terms(T chain, Class<T> type, String joint) {
    Deque<Expression> found = new ArrayDeque<>();
    Expression left = chain;
    while (type.isInstance(left)) {
      BinaryExpression link = type.cast(left);
      found.addFirst(link.getRightExpression());
      left = link.getLeftExpression();
      if (found.size() > MOST_TERMS) {
        throw new AdqlException("there are more than " + MOST_TERMS + " terms in a row");
      }
    }
    found.addFirst(left);
    List<String> parts = new ArrayList<>();
    for (Expression term : found) {
      parts.add(of(term));
    }
    return "(" + String.join(joint, parts) + ")";
  }

  private String binary(BinaryExpression expression, String operator) {
    return "("
        + of(expression.getLeftExpression())
        + " "
        + operator
        + " "
        + of(expression.getRightExpression())
        + ")";
  }

  private String parentheses(ParenthesedExpressionList<?> list) {
    if (list.size() != 1) {
      throw AdqlException.notAdql("a row of values");
    }
    return "(" + of(list.getFirst()) + ")";
  }

  private String signed(SignedExpression signed) {
    if (signed.getSign() != '-' && signed.getSign() != '+') {
      throw AdqlException.notAdql(String.valueOf(signed.getSign()));
    }
    return "(" + signed.getSign() + of(signed.getExpression()) + ")";
  }

  private String in(InExpression in) {
    String right =
        switch (in.getRightExpression()) {
          case ParenthesedSelect query -> query(query);
          case ParenthesedExpressionList<?> list -> list(list);
          default -> throw AdqlException.notAdql("an IN without parentheses");
        };
    return "(" + of(in.getLeftExpression()) + not(in.isNot()) + " IN (" + right + "))";
  }

  private String like(LikeExpression like) {
    boolean isInsensitive = like.getLikeKeyWord() == LikeExpression.KeyWord.ILIKE;
    if ((!isInsensitive && like.getLikeKeyWord() != LikeExpression.KeyWord.LIKE)
        || like.isUseBinary()) {
      throw AdqlException.notAdql(String.valueOf(like.getLikeKeyWord()));
    }
    String left = of(like.getLeftExpression());
    String right = of(like.getRightExpression());
    String escape = like.getEscape() == null ? "''" : of(like.getEscape());
    return (isInsensitive ? "(LOWER(" + left + ")" : "(" + left)
        + not(like.isNot())
        + " LIKE "
        + (isInsensitive ? "LOWER(" + right + ")" : right)
        + " ESCAPE "
        + escape
        + ")";
  }

  private String exists(ExistsExpression exists) {
    if (!(exists.getRightExpression() instanceof ParenthesedSelect query)) {
      throw AdqlException.notAdql("an EXISTS without a query");
    }
    return (exists.isNot() ? "NOT " : "") + "EXISTS (" + query(query) + ")";
  }

  private String cases(CaseExpression cases) {
    StringBuilder sql = new StringBuilder("CASE");
    if (cases.getSwitchExpression() != null) {
      sql.append(' ').append(of(cases.getSwitchExpression()));
    }
    for (WhenClause when : cases.getWhenClauses()) {
      sql.append(" WHEN ")
          .append(of(when.getWhenExpression()))
          .append(" THEN ")
          .append(of(when.getThenExpression()));
    }
    if (cases.getElseExpression() != null) {
      sql.append(" ELSE ").append(of(cases.getElseExpression()));
    }
    return sql.append(" END").toString();
  }

  private String cast(CastExpression cast) {
    if (cast.getColDataType() == null || !"CAST".equalsIgnoreCase(cast.keyword)) {
      throw AdqlException.notAdql("this kind of CAST");
    }
    String type = cast.getColDataType().getDataType().toUpperCase(Locale.ROOT).strip();
    String sqlType =
        switch (type) {
          case "SMALLINT", "INTEGER", "BIGINT", "REAL" -> type;
          case "INT" -> "INTEGER";
          case "DOUBLE PRECISION", "DOUBLE" -> "DOUBLE PRECISION";
          case "CHAR", "VARCHAR", "CHARACTER" -> "VARCHAR";
          case "TIMESTAMP" -> "TIMESTAMP";
          default ->
              throw new AdqlException(
                  "CAST to %s: there are SMALLINT, INTEGER, BIGINT, REAL, DOUBLE PRECISION, VARCHAR and TIMESTAMP"
                      .formatted(Names.shown(type)));
        };
    List<String> arguments = cast.getColDataType().getArgumentsStringList();
    String length = "";
    if (sqlType.equals("VARCHAR") && arguments != null && !arguments.isEmpty()) {
      if (arguments.size() != 1 || !arguments.getFirst().matches("[1-9]\\d{0,5}")) {
        throw new AdqlException("the length of a VARCHAR is a whole number");
      }
      length = "(" + arguments.getFirst() + ")";
    }
    return "CAST(" + of(cast.getLeftExpression()) + " AS " + sqlType + length + ")";
  }

  private static String not(boolean isNot) {
    return isNot ? " NOT" : "";
  }

  /** A query within this one, which may name this one's columns. */
  private String query(Select query) {
    return queries.translate(query, Optional.of(scope)).sql();
  }

  /** What a function is called in the database. */
  String function(String name) {
    return queries.function(name);
  }

  String list(ExpressionList<?> list) {
    return list.stream().map(this::of).collect(Collectors.joining(", "));
  }

  private static String digits(String number) {
    if (!number.matches("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?") || number.length() > 60) {
      throw new AdqlException(Names.shown(number) + " is no number");
    }
    // As a decimal fraction the database would count with all its digits.
    return number.matches("\\d+") ? number : "CAST(" + number + " AS DOUBLE PRECISION)";
  }

  private static String text(StringValue value) {
    if (value.getPrefix() != null) {
      throw AdqlException.notAdql("a text with " + Names.shown(value.getPrefix()) + " before it");
    }
    return quote(value.getNotExcapedValue());
  }

  static String quote(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new AdqlException("a text holds the character 0");
    }
    return "'" + text.replace("'", "''") + "'";
  }
}
