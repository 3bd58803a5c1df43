package dev.fringe.storage.lake;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * A choice of RSEs in Rucio's language: an RSE's name, {@code attribute=value}, {@code
 * attribute<number}, {@code attribute>number} or {@code *} for all, joined by {@code &} (both),
 * {@code |} (either) and {@code \} (the first without the second), with parentheses. As in Rucio,
 * operators bind equally and from the left: {@code A|B&C} is {@code (A|B)&C}.
 */
public final class RseExpression {

  private final String text;
  private final Predicate<Rse> chosen;

  private RseExpression(String text, Predicate<Rse> chosen) {
    this.text = text;
    this.chosen = chosen;
  }

  /**
   * @throws IllegalArgumentException if the text is not an expression; says where
   */
  public static RseExpression parse(String text) {
    return new RseExpression(text, new RseExpressionParser(text).parse());
  }

  public boolean matches(Rse rse) {
    return chosen.test(rse);
  }

  /** Those of {@code rses} that match, in their order. */
  public List<Rse> choose(Collection<Rse> rses) {
    return rses.stream().filter(chosen).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RseExpression that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text that was parsed. */
  @Override
  public String toString() {
    return text;
  }
}
