package dev.fringe.bridge.index;

import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.bridge.catalogue.CatalogueException;
import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.catalogue.ProductQuery;
import dev.fringe.bridge.catalogue.Source;
import dev.fringe.storage.lake.Did;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalogue in a {@link Database}. */
public final class IndexedCatalogue implements Catalogue {

  private static final int MOST_DISTINCT = 1000;

  private final Database database;
  private final Making making;

  public IndexedCatalogue(Database database, Making making) {
    this.database = database;
    this.making = making;
  }

  @Override
  public void awaitWhole() {
    if (!making.isWhole()) {
      throw new CatalogueException.Unavailable(
          "the index is still being made of the lake: ask again in a while");
    }
  }

  /** What an old index does not know may have come since. */
  @Override
  public Optional<Product> find(Did did) {
    awaitWhole();
    Optional<Product> known = stored(did);
    if (known.isPresent()) {
      return known;
    }
    if (!making.isOfThisStart()) {
      throw new CatalogueException.Unavailable(
          "whether there is " + did + " is not known: the lake was not looked through yet");
    }
    return stored(did);
  }

  private Optional<Product> stored(Did did) {
    return all(new Sql().add("SELECT * FROM products WHERE did = ?", did.toString())).stream()
        .findFirst();
  }

  @Override
  public List<Product> inDataset(Did dataset) {
    awaitWhole();
    return all(
        new Sql()
            .add("SELECT * FROM products WHERE dataset = ? ORDER BY name", dataset.toString()));
  }

  @Override
  public Page query(ProductQuery query) {
    awaitWhole();
    FilterSql filters = filters();
    List<Product> found = query.limit() == 0 ? List.of() : all(page(filters, query));
    boolean isLast = found.size() < query.limit() && (query.offset() == 0 || !found.isEmpty());
    // Counting costs as much as finding.
    return new Page(
        found,
        isLast
            ? query.offset() + found.size()
            : number(
                filters.where(new Sql().add("SELECT COUNT(*) FROM products"), query.filters())));
  }

  @Override
  public Stream<Product> stream(ProductQuery query) {
    awaitWhole();
    return RowStream.open(database, page(filters(), query), ProductRows::read);
  }

  @Override
  public List<String> distinct(Column column) {
    awaitWhole();
    if (!column.type().isText() || column.isDerived()) {
      throw new IllegalArgumentException(column + " is no text that is stored");
    }
    List<String> values = new ArrayList<>();
    String name = column.columnName();
    each(
        new Sql()
            .add(
                "SELECT DISTINCT "
                    + name
                    + " FROM products WHERE "
                    + name
                    + " IS NOT NULL ORDER BY 1 FETCH FIRST ? ROWS ONLY",
                MOST_DISTINCT),
        row -> values.add(row.getString(1)));
    return values;
  }

  @Override
  public List<Source> sources(Did list, int most) {
    awaitWhole();
    List<Source> sources = new ArrayList<>();
    each(
        new Sql()
            .add(
                "SELECT * FROM sources WHERE list = ? ORDER BY peak DESC NULLS LAST, id FETCH FIRST"
                    + " ? ROWS ONLY",
                list.toString(),
                most),
        row -> sources.add(SourceRows.read(row)));
    return sources;
  }

  @Override
  public long size() {
    return number(new Sql().add("SELECT COUNT(*) FROM products"));
  }

  private FilterSql filters() {
    return new FilterSql(database.sizeClasses());
  }

  private static Sql page(FilterSql filters, ProductQuery query) {
    return filters
        .where(new Sql().add("SELECT * FROM products"), query.filters())
        .add(FilterSql.orderBy(query.order()))
        .add(" OFFSET ? ROWS FETCH FIRST ? ROWS ONLY", query.offset(), query.limit());
  }

  private List<Product> all(Sql sql) {
    List<Product> products = new ArrayList<>();
    each(sql, row -> products.add(ProductRows.read(row)));
    return products;
  }

  private long number(Sql sql) {
    long[] found = new long[1];
    each(sql, row -> found[0] = row.getLong(1));
    return found[0];
  }

  @FunctionalInterface
  private interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  private void each(Sql sql, RowConsumer consumer) {
    try (Connection connection = database.connect();
        PreparedStatement statement = sql.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        consumer.accept(rows);
      }
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }
}
