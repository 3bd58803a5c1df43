package dev.fringe.bridge.tables;

import java.util.List;
import java.util.Optional;

/**
 * A table that may be asked for.
 *
 * @param schema that it is in
 * @param name of it
 * @param description a line for people
 * @param utype of its data model; empty for none
 * @param physical the table in the database, as SQL
 * @param condition that its rows meet in the database, where {@code %s} stands for the alias; empty
 *     for all
 * @param columns in their order
 * @param sky how its rows are found by position; empty if they are not
 */
public record PublishedTable(
    String schema,
    String name,
    String description,
    String utype,
    String physical,
    String condition,
    List<PublishedColumn> columns,
    Optional<OnSky> sky) {

  public PublishedTable {
    columns = List.copyOf(columns);
  }

  /** As ADQL names it. */
  public String fullName() {
    return schema + "." + name;
  }

  /**
   * The cells by which rows are found, see {@link dev.fringe.bridge.sky.Cells}.
   *
   * @param ra name of the column of right ascension
   * @param dec name of the column of declination
   * @param pointCell column of the database with the position's cell
   * @param region name of the column of outlines; empty for none
   * @param sizeClass column of the database with the outline's class; empty for none
   * @param regionCell column of the database with the outline's cell; empty for none
   */
  public record OnSky(
      String ra,
      String dec,
      String pointCell,
      String region,
      String sizeClass,
      String regionCell) {}
}
