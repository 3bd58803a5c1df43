package dev.fringe.pipelines.console;

/** Is told how far a piece of work has come, from one thread, some times a second or less often. */
@FunctionalInterface
public interface Progress {

  /**
   * @param done units done
   * @param total units in all, at least 1
   */
  void at(long done, long total);

  static Progress silent() {
    return (done, total) -> {};
  }
}
