package dev.fringe.operator.core;

import dev.fringe.workflow.status.ImageSummary;
import dev.fringe.workflow.status.Product;
import java.util.List;
import java.util.Optional;

/** What an attempt told at its end. */
public record Report(List<Product> products, Optional<ImageSummary> summary) {
  public Report {
    products = List.copyOf(products);
  }

  /** Of an attempt that told nothing. */
  public static Report none() {
    return new Report(List.of(), Optional.empty());
  }
}
