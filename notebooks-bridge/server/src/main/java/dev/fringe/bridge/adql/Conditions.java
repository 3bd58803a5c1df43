package dev.fringe.bridge.adql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.InExpression;

/**
 * A condition as alternatives of terms that must all be met. Its parts are taken in the order in
 * which they were written and bound anew, NOT before AND before OR: the parser takes what follows
 * {@code x IN (...)} to belong to the list.
 */
final class Conditions {

  private static final int MOST = 5000;

  private final List<List<Term>> alternatives = new ArrayList<>();
  private boolean isNegated;
  private int count;

  /** A condition without AND and OR of its own. */
  record Term(boolean isNegated, Expression condition) {}

  private Conditions() {
    alternatives.add(new ArrayList<>());
  }

  static boolean isOne(Expression expression) {
    return expression instanceof AndExpression
        || expression instanceof OrExpression
        || expression instanceof NotExpression
        || expression instanceof InExpression;
  }

  static List<List<Term>> of(Expression expression) {
    Conditions conditions = new Conditions();
    conditions.take(expression);
    return conditions.alternatives;
  }

  /** Chains lean to the left and may be long: they are walked without recursion there. */
  private void take(Expression expression) {
    Deque<Expression> links = new ArrayDeque<>();
    Expression left = expression;
    while (left instanceof AndExpression || left instanceof OrExpression) {
      links.push(left);
      left = left(left);
      if (links.size() > MOST) {
        throw tooMany();
      }
    }
    operand(left);
    while (!links.isEmpty()) {
      Expression link = links.pop();
      if (link instanceof OrExpression or) {
        alternatives.add(new ArrayList<>());
        take(or.getRightExpression());
      } else if (link instanceof AndExpression and) {
        if (and.isUseOperator()) {
          throw AdqlException.notAdql("&&");
        }
        take(and.getRightExpression());
      }
    }
  }

  private static Expression left(Expression link) {
    return link instanceof AndExpression and
        ? and.getLeftExpression()
        : ((OrExpression) link).getLeftExpression();
  }

  private void operand(Expression operand) {
    switch (operand) {
      case NotExpression not -> {
        if (not.isExclamationMark()) {
          throw AdqlException.notAdql("!");
        }
        isNegated = !isNegated;
        take(not.getExpression());
      }
      case InExpression in -> {
        if (isOne(in.getRightExpression())) {
          in(in);
        } else {
          add(in);
        }
      }
      default -> add(operand);
    }
  }

  /** Takes the list, and then what was taken to belong to it. */
  private void in(InExpression in) {
    Expression right = in.getRightExpression();
    Deque<Expression> links = new ArrayDeque<>();
    while (right instanceof AndExpression || right instanceof OrExpression) {
      links.push(right);
      right = left(right);
    }
    InExpression alone = new InExpression(in.getLeftExpression(), right);
    alone.setNot(in.isNot());
    add(alone);
    while (!links.isEmpty()) {
      Expression link = links.pop();
      if (link instanceof OrExpression or) {
        alternatives.add(new ArrayList<>());
        take(or.getRightExpression());
      } else if (link instanceof AndExpression and) {
        take(and.getRightExpression());
      }
    }
  }

  private void add(Expression condition) {
    if (++count > MOST) {
      throw tooMany();
    }
    alternatives.getLast().add(new Term(isNegated, condition));
    isNegated = false;
  }

  private static AdqlException tooMany() {
    return new AdqlException("there are more than " + MOST + " conditions in a row");
  }
}
