package dev.fringe.bridge.catalogue;

import dev.fringe.storage.lake.Did;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The products of a lake, as they were found there a moment ago. May be used by several threads.
 * All methods throw {@link CatalogueException} if the catalogue can't be read.
 */
public interface Catalogue {

  /**
   * Returns once there is a whole catalogue, be it an old one; all searches do. One that is being
   * made from nothing would say that products are not there that are.
   *
   * @throws CatalogueException.Unavailable if that takes longer than somebody should wait
   */
  void awaitWhole();

  Optional<Product> find(Did did);

  /** The products that answer a query, one page of them. */
  Page query(ProductQuery query);

  /**
   * Products that answer a query, one page of them, uncounted, and not all in memory at once. The
   * stream must be closed.
   */
  Stream<Product> stream(ProductQuery query);

  /** Has products that answer a query seen to, one page of them, as {@link #stream} does. */
  default void forEach(ProductQuery query, Consumer<Product> consumer) {
    try (Stream<Product> products = stream(query)) {
      products.forEach(consumer);
    }
  }

  /** Files that were published in a dataset, by name. */
  List<Product> inDataset(Did dataset);

  /** The different values of a text column, sorted: what can be chosen from. At most 1000. */
  List<String> distinct(Column column);

  /**
   * Sources of a list, brightest first.
   *
   * @param list DID of the list's file
   * @param most at most so many
   */
  List<Source> sources(Did list, int most);

  /** Products there are. */
  long size();

  /** A page of an answer: {@code total} counts all pages. */
  record Page(List<Product> items, long total) {
    public Page {
      items = List.copyOf(items);
    }
  }
}
