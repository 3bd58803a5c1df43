package dev.fringe.sources;

import dev.fringe.operator.schedule.core.Found;
import dev.fringe.workflow.schedule.DatasetSource;
import dev.fringe.workflow.schedule.QuerySource;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** The files of a data lake. */
interface LakeFiles extends Closeable {

  /** Files of a dataset, or of all datasets of a container. */
  List<Found> dataset(DatasetSource source, Predicate<String> isWanted) throws IOException;

  /** Files of a scope with certain metadata. */
  List<Found> query(QuerySource source, Predicate<String> isWanted) throws IOException;
}
