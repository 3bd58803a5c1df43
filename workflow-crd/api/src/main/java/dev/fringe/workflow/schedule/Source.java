package dev.fringe.workflow.schedule;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Rule;
import java.util.Optional;
import java.util.stream.Stream;

/** Where files are looked for: exactly one of these is there in a schedule that was read. */
@Rule(
    cel = "[has(self.prefix), has(self.dataset), has(self.query)].filter(t, t).size() == 1",
    message = "names no source or several: write exactly one of prefix, dataset and query")
public record Source(
    @Field(about = "Files below an address of an object store", otherwise = "give dataset or query")
        Optional<PrefixSource> prefix,
    @Field(
            about = "Files of a dataset or container of the data lake",
            otherwise = "give prefix or query")
        Optional<DatasetSource> dataset,
    @Field(
            about = "Files of the data lake with certain metadata",
            otherwise = "give prefix or dataset")
        Optional<QuerySource> query) {

  /** How many are there; one, if all is well. */
  long count() {
    return Stream.of(prefix, dataset, query).filter(Optional::isPresent).count();
  }

  /** Whether its files have data identifiers, and not addresses. */
  public boolean isLake() {
    return prefix.isEmpty();
  }

  /** The pattern of its files' names. */
  public FilePattern pattern() {
    return FilePattern.of(
        prefix
            .map(PrefixSource::pattern)
            .or(() -> dataset.map(DatasetSource::pattern))
            .or(() -> query.map(QuerySource::pattern))
            .orElseThrow(() -> new IllegalStateException("a schedule without a source")));
  }
}
