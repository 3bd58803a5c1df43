package dev.fringe.operator.core;

import dev.fringe.workflow.status.ImageSummary;
import dev.fringe.workflow.status.Product;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt told at its end.
 *
 * @param key what work it was
 * @param reusedFrom the workflow whose products these are; empty where it has made them itself
 */
public record Report(
    List<Product> products,
    Optional<ImageSummary> summary,
    Optional<String> key,
    Optional<String> reusedFrom) {
  public Report {
    products = List.copyOf(products);
  }

  /** Of an attempt that told nothing. */
  public static Report none() {
    return new Report(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
