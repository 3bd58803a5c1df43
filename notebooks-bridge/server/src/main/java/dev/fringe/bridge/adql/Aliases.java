package dev.fringe.bridge.adql;

/**
 * Names for tables in the SQL, no two alike and none from outside; and how much of the database a
 * query may ask for: its planning takes time that grows steeply with both numbers.
 */
final class Aliases {

  private static final int MOST = 40;
  private static final int DEEPEST = 6;

  private int count;
  private int tables;
  private int depth;
  private int deepest;

  /** A name for a table. */
  String next() {
    spend(1);
    return "q" + ++count;
  }

  /** Takes note of tables that are named again with a part of a WITH. */
  void spend(int further) {
    tables += further;
    if (tables > MOST) {
      throw new AdqlException(
          "the query comes down to more than %d tables; each use of a WITH counts".formatted(MOST));
    }
  }

  int tables() {
    return tables;
  }

  /** Goes into a query in a FROM, which is itself so deep. */
  void enter(int levels) {
    depth += levels;
    deepest = Math.max(deepest, depth);
    if (depth > DEEPEST) {
      throw new AdqlException(
          "queries in FROM are nested more than %d deep; each use of a WITH counts"
              .formatted(DEEPEST));
    }
  }

  void leave(int levels) {
    depth -= levels;
  }

  /** The greatest depth since the last call, from here. */
  int deepest() {
    int found = deepest - depth;
    deepest = depth;
    return found;
  }
}
