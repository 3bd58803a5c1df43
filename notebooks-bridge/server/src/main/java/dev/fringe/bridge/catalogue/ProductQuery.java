package dev.fringe.bridge.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * A question about products.
 *
 * @param filters all of which must be answered
 * @param order how they are sorted; products that are alike by their names
 * @param offset products passed over
 * @param limit most products of a page
 */
public record ProductQuery(List<Filter> filters, Order order, long offset, int limit) {

  public ProductQuery {
    filters = List.copyOf(filters);
  }

  /** All products, by name. */
  public static ProductQuery all() {
    return new ProductQuery(List.of(), new Order(SortKey.Stored.NAME, false), 0, Integer.MAX_VALUE);
  }

  public ProductQuery and(Filter filter) {
    List<Filter> more = new ArrayList<>(filters);
    more.add(filter);
    return new ProductQuery(more, order, offset, limit);
  }

  public ProductQuery by(Order other) {
    return new ProductQuery(filters, other, offset, limit);
  }

  public ProductQuery page(long from, int most) {
    return new ProductQuery(filters, order, from, most);
  }

  /** What products are sorted by; those without a value stand last. */
  public record Order(SortKey key, boolean isDescending) {}
}
