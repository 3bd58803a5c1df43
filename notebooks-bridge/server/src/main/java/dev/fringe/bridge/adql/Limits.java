package dev.fringe.bridge.adql;

import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.statement.select.Top;

/** Numbers that are no values: of rows and positions. */
final class Limits {

  private Limits() {}

  static int top(Top top) {
    if (top.isPercentage() || top.isWithTies()) {
      throw AdqlException.notAdql("TOP of percents or WITH TIES");
    }
    return whole(top.getExpression(), "TOP");
  }

  static int whole(Expression expression, String what) {
    if (expression instanceof LongValue value && value.getStringValue().matches("\\d{1,18}")) {
      return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(value.getStringValue()));
    }
    throw new AdqlException(
        "%s is %s: write a whole number".formatted(what, Names.shown(String.valueOf(expression))));
  }
}
