package dev.fringe.operator.schedule;

import dev.fringe.operator.schedule.core.Found;
import dev.fringe.workflow.schedule.Source;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Looks for files where a schedule says. Several threads may look at once. */
public interface FileSource extends AutoCloseable {

  /**
   * The files that are there. Only those that are wanted need be examined, which may cost a call
   * for some hundreds of them.
   *
   * @param isWanted of a file's id
   * @throws IOException if the source cannot be read, or may not be: in words for the schedule's
   *     user, without a secret
   */
  List<Found> look(Source source, Predicate<String> isWanted) throws IOException;

  @Override
  void close();
}
