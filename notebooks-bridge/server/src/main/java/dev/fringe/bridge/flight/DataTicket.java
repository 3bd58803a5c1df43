package dev.fringe.bridge.flight;

import dev.fringe.storage.lake.Did;
import java.util.List;
import java.util.Optional;

/**
 * What is asked for; what is empty means all of it.
 *
 * @param did of the product
 * @param columns names of the wanted columns, which come in this order
 * @param rows of the table; of an image: rows of pixels, counted through its planes
 * @param section of an image or cube: a range for each axis, the slowest first, as numpy has them
 * @param where which visibilities
 */
record DataTicket(
    Did did,
    Optional<List<String>> columns,
    Optional<Range> rows,
    Optional<List<Range>> section,
    RowFilter where) {

  static DataTicket all(Did did) {
    return new DataTicket(
        did, Optional.empty(), Optional.empty(), Optional.empty(), RowFilter.NONE);
  }

  /** Refuses what only images have. */
  DataTicket withoutSection(String kind) {
    if (section.isPresent()) {
      throw RequestException.invalid(
          "section: %s is %s, and only images and cubes have sections".formatted(did, kind));
    }
    return this;
  }

  /** Refuses what only visibilities have. */
  DataTicket withoutWhere(String kind) {
    if (!where.equals(RowFilter.NONE)) {
      throw RequestException.invalid(
          "where: %s is %s, and only visibilities are chosen by it".formatted(did, kind));
    }
    return this;
  }
}
