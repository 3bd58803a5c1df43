package dev.fringe.bridge.tables;

import dev.fringe.bridge.vo.Field;

/**
 * A column of a table that may be asked for.
 *
 * @param field what it is called and means
 * @param sql its value in the database's own SQL, where {@code %s} stands for the table's alias
 * @param isPrincipal whether it is among the first to be shown
 * @param isIndexed whether conditions on it are quick
 * @param isStandard whether a standard of the IVOA defines it
 */
public record PublishedColumn(
    Field field, String sql, boolean isPrincipal, boolean isIndexed, boolean isStandard) {

  /** A column that is called the same in the database. */
  public static PublishedColumn of(Field field) {
    return new PublishedColumn(field, "%s.\"" + field.name() + "\"", false, false, false);
  }

  public PublishedColumn principal() {
    return new PublishedColumn(field, sql, true, isIndexed, isStandard);
  }

  public PublishedColumn indexed() {
    return new PublishedColumn(field, sql, isPrincipal, true, isStandard);
  }

  public PublishedColumn standard() {
    return new PublishedColumn(field, sql, isPrincipal, isIndexed, true);
  }

  /** Its value of the table whose alias is given. */
  public String of(String alias) {
    return sql.replace("%s", alias);
  }

  /** Its name as ADQL needs it: some words are ADQL's own. */
  public String adqlName() {
    return field.name().equals("size") ? "\"size\"" : field.name();
  }
}
