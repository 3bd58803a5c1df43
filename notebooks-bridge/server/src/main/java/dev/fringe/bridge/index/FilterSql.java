package dev.fringe.bridge.index;

import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Filter;
import dev.fringe.bridge.catalogue.Interval;
import dev.fringe.bridge.catalogue.ProductQuery;
import dev.fringe.bridge.catalogue.SortKey;
import dev.fringe.bridge.sky.Cells;
import dev.fringe.bridge.sky.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes filters and orders as conditions on the table of products. */
final class FilterSql {

  private static final String FOR_PEOPLE =
      "LOWER(CONCAT_WS(' ', did, dataset, target_name, obs_title, obs_id, obs_collection,"
          + " facility_name, instrument_name))";

  private final List<Integer> sizeClasses;

  /**
   * @param sizeClasses those that products have
   */
  FilterSql(List<Integer> sizeClasses) {
    this.sizeClasses = sizeClasses;
  }

  Sql where(Sql sql, List<Filter> filters) {
    String joint = " WHERE ";
    for (Filter filter : filters) {
      condition(sql.add(joint), filter);
      joint = " AND ";
    }
    return sql;
  }

  private void condition(Sql sql, Filter filter) {
    switch (filter) {
      case Filter.Equal(Column column, String value) ->
          sql.add("LOWER(" + column.columnName() + ") = ?", value.toLowerCase(Locale.ROOT));
      case Filter.Like(Column column, String pattern) -> like(sql, column.columnName(), pattern);
      case Filter.Named(Filter.Named.Part part, String pattern) ->
          like(sql, part.name().toLowerCase(Locale.ROOT), pattern);
      case Filter.Words(List<String> words) -> words(sql, words);
      case Filter.Within(Column column, Interval range) ->
          sql.add(column.columnName() + " BETWEEN ? AND ?", range.low(), range.high());
      case Filter.Overlaps(Column low, Column high, Interval range) ->
          sql.add(
              "(" + low.columnName() + " <= ? AND " + high.columnName() + " >= ?)",
              range.high(),
              range.low());
      case Filter.OnSky(Region region) -> onSky(sql, region);
      case Filter.Observations() -> sql.add("is_observation");
      case Filter.AnyOf(List<Filter> filters) -> anyOf(sql, filters);
    }
  }

  private static void like(Sql sql, String column, String pattern) {
    String escaped = escape(pattern.toLowerCase(Locale.ROOT)).replace('*', '%');
    if (pattern.indexOf('*') >= 0) {
      sql.add("LOWER(" + column + ") LIKE ? ESCAPE '!'", escaped);
    } else {
      sql.add("LOWER(" + column + ") = ?", pattern.toLowerCase(Locale.ROOT));
    }
  }

  private static void words(Sql sql, List<String> words) {
    String joint = "(";
    for (String word : words) {
      sql.add(joint)
          .add(
              FOR_PEOPLE + " LIKE ? ESCAPE '!'",
              "%" + escape(word.toLowerCase(Locale.ROOT)).replace('*', '%') + "%");
      joint = " AND ";
    }
    sql.add(words.isEmpty() ? "TRUE" : ")");
  }

  private void anyOf(Sql sql, List<Filter> filters) {
    String joint = "(";
    for (Filter filter : filters) {
      condition(sql.add(joint), filter);
      joint = " OR ";
    }
    sql.add(filters.isEmpty() ? "FALSE" : ")");
  }

  private void onSky(Sql sql, Region region) {
    List<Integer> classes = new ArrayList<>();
    List<Long> lows = new ArrayList<>();
    List<Long> highs = new ArrayList<>();
    for (int sizeClass : sizeClasses) {
      for (Cells.Span span : Cells.spans(region, sizeClass)) {
        classes.add(sizeClass);
        lows.add(span.low());
        highs.add(span.high());
      }
    }
    sql.add(
        "(id IN (SELECT near.id FROM UNNEST(CAST(? AS INTEGER ARRAY), CAST(? AS BIGINT ARRAY),"
            + " CAST(? AS BIGINT ARRAY)) AS span(c, low, high) INNER JOIN products AS near ON"
            + " near.size_class = span.c AND near.cell BETWEEN span.low AND span.high) AND"
            + " region_intersects(region, ?))",
        classes.toArray(new Integer[0]),
        lows.toArray(new Long[0]),
        highs.toArray(new Long[0]),
        region.toText());
  }

  private static String escape(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  static String orderBy(ProductQuery.Order order) {
    String key =
        switch (order.key()) {
          case SortKey.ByColumn(Column column) -> column.columnName();
          case SortKey.Stored stored -> stored.name().toLowerCase(Locale.ROOT);
        };
    return " ORDER BY " + key + (order.isDescending() ? " DESC" : "") + " NULLS LAST, scope, name";
  }
}
