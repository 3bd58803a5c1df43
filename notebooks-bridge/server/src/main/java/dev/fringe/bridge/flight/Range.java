package dev.fringe.bridge.flight;

/**
 * Indices from {@code from} on, up to but without {@code to}.
 *
 * @param from not negative
 * @param to not below {@code from}
 */
record Range(long from, long to) {

  static Range all(long count) {
    return new Range(0, count);
  }

  long count() {
    return to - from;
  }

  /**
   * The same, within what there is.
   *
   * @param field named in the message
   * @param count how many there are
   * @throws RequestException if it reaches beyond
   */
  Range within(String field, long count) {
    if (to > count) {
      throw RequestException.invalid(
          field, this, "there are %d: 0 <= from <= to <= %d is needed".formatted(count, count));
    }
    return this;
  }

  @Override
  public String toString() {
    return "[" + from + ", " + to + "]";
  }
}
