package dev.fringe.bridge.index;

import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.catalogue.Source;
import dev.fringe.bridge.sky.Cells;
import dev.fringe.bridge.sky.Circle;
import dev.fringe.bridge.sky.Region;
import dev.fringe.bridge.sky.RegionText;
import dev.fringe.storage.lake.Did;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes to the index, in one connection: what {@link #commit} has not confirmed isn't seen. */
final class IndexWriter implements AutoCloseable {

  private static final List<String> FIXED =
      List.of(
          "did",
          "scope",
          "name",
          "dataset",
          "bytes",
          "adler32",
          "md5",
          "release_time",
          "created",
          "is_observation",
          "region",
          "size_class",
          "cell",
          "point_cell");

  private static final String INSERT =
      ProductRows.STORED.stream()
          .map(Column::columnName)
          .collect(
              Collectors.joining(
                  ", ",
                  "INSERT INTO products(" + String.join(", ", FIXED) + ", ",
                  ") VALUES(?" + ", ?".repeat(FIXED.size() + ProductRows.STORED.size() - 1) + ")"));

  private final Database database;
  private final Connection connection;

  IndexWriter(Database database) throws SQLException {
    this.database = database;
    this.connection = database.connect();
    connection.setAutoCommit(false);
  }

  void put(Collection<Product> products) throws SQLException {
    delete("products WHERE did", products.stream().map(Product::did).toList());
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Product product : products) {
        bind(insert, product);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void bind(PreparedStatement insert, Product product) throws SQLException {
    Optional<Region> region = region(product);
    Object[] fixed = {
      product.did().toString(),
      product.did().scope(),
      product.did().name(),
      product.dataset().map(Did::toString).orElse(null),
      product.bytes(),
      product.adler32(),
      product.md5(),
      product.release().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null),
      product.created().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null),
      isObservation(product),
      region.map(Region::toText).orElse(null),
      region.map(Cells::sizeClass).orElse(null),
      region.map(Cells::of).orElse(null),
      pointCell(product).orElse(null)
    };
    int at = 1;
    for (Object value : fixed) {
      insert.setObject(at++, value);
    }
    for (Column column : ProductRows.STORED) {
      insert.setObject(at++, product.values().get(column));
    }
  }

  /** Of one of ObsCore's kinds, and no picture of another product. */
  private static boolean isObservation(Product product) {
    return product.values().containsKey(Column.DATAPRODUCT_TYPE)
        && !product.text(Column.DATAPRODUCT_SUBTYPE).equals("preview");
  }

  /** Its outline, or else a circle about its centre. */
  private static Optional<Region> region(Product product) {
    String outline = product.text(Column.S_REGION);
    if (!outline.isEmpty()) {
      try {
        return Optional.of(RegionText.parse(outline));
      } catch (IllegalArgumentException foreign) {
        // Not of our kinds; the centre tells enough to be found.
      }
    }
    OptionalDouble ra = product.number(Column.S_RA);
    OptionalDouble dec = product.number(Column.S_DEC);
    if (ra.isEmpty() || dec.isEmpty()) {
      return Optional.empty();
    }
    try {
      double diameter = product.number(Column.S_FOV).orElse(0);
      return Optional.of(
          new Circle(ra.getAsDouble(), dec.getAsDouble(), Math.clamp(diameter / 2, 0.0, 180.0)));
    } catch (IllegalArgumentException nonsense) {
      return Optional.empty();
    }
  }

  private static Optional<Long> pointCell(Product product) {
    OptionalDouble ra = product.number(Column.S_RA);
    OptionalDouble dec = product.number(Column.S_DEC);
    return ra.isPresent() && dec.isPresent() && Math.abs(dec.getAsDouble()) <= 90
        ? Optional.of(Cells.of(ra.getAsDouble(), dec.getAsDouble()))
        : Optional.empty();
  }

  void putSources(Collection<Source> sources) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SourceRows.INSERT)) {
      for (Source source : sources) {
        SourceRows.bind(insert, source, Cells.of(source.raDegrees(), source.decDegrees()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  void putDataset(Did dataset, boolean isOpen, Instant created) throws SQLException {
    forgetDataset(dataset);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO datasets VALUES(?, ?, ?, ?)")) {
      insert.setString(1, dataset.toString());
      insert.setString(2, dataset.scope());
      insert.setBoolean(3, isOpen);
      insert.setObject(4, created.atOffset(ZoneOffset.UTC));
      insert.execute();
    }
  }

  /** Takes files out, with the sources that were read from them. */
  void remove(Collection<Did> files) throws SQLException {
    delete("sources WHERE list", files);
    delete("products WHERE did", files);
  }

  void removeSources(Did list) throws SQLException {
    delete("sources WHERE list", List.of(list));
  }

  void forgetDataset(Did dataset) throws SQLException {
    delete("datasets WHERE did", List.of(dataset));
  }

  private void delete(String which, Collection<Did> names) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + which + " = ?")) {
      for (Did name : names) {
        delete.setString(1, name.toString());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  /** Takes down when the index said all that the lake said. */
  void looked(Instant when) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement("UPDATE version SET looked = ?")) {
      update.setObject(1, when.atOffset(ZoneOffset.UTC));
      update.execute();
    }
    connection.commit();
  }

  /** When the index last said all that the lake said, as whoever followed it took down. */
  Optional<Instant> lastLook() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("SELECT looked FROM version");
        ResultSet rows = select.executeQuery()) {
      return rows.next() ? ProductRows.instant(rows, "looked") : Optional.empty();
    }
  }

  Set<Did> files(String scope) throws SQLException {
    return dids("SELECT did FROM products WHERE scope = ?", scope);
  }

  /** Datasets that will not change any more. */
  Set<Did> closedDatasets(String scope) throws SQLException {
    return dids("SELECT did FROM datasets WHERE scope = ? AND NOT is_open", scope);
  }

  Set<Did> datasets(String scope) throws SQLException {
    return dids("SELECT did FROM datasets WHERE scope = ?", scope);
  }

  Set<String> scopes() throws SQLException {
    Set<String> scopes = new HashSet<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT DISTINCT scope FROM products");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        scopes.add(rows.getString(1));
      }
    }
    return scopes;
  }

  private Set<Did> dids(String sql, String scope) throws SQLException {
    Set<Did> dids = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, scope);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          dids.add(Did.parse(rows.getString(1)));
        }
      }
    }
    return dids;
  }

  /**
   * A closed dataset, or a file outside any.
   *
   * @param did its name
   * @param isDataset which of them
   */
  record Name(Did did, boolean isDataset) {}

  /** The next names in their order. */
  List<Name> namesAfter(String last, int most) throws SQLException {
    List<Name> names = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT did, TRUE AS is_dataset FROM datasets WHERE NOT is_open AND did > ?"
                + " UNION ALL SELECT did, FALSE FROM products WHERE dataset IS NULL AND did > ?"
                + " ORDER BY did LIMIT ?")) {
      select.setString(1, last);
      select.setString(2, last);
      select.setInt(3, most);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          names.add(new Name(Did.parse(rows.getString(1)), rows.getBoolean(2)));
        }
      }
    }
    return names;
  }

  /** What the index says of them. */
  Map<Did, Product> products(Name name) throws SQLException {
    Map<Did, Product> products = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT * FROM products WHERE " + (name.isDataset() ? "dataset" : "did") + " = ?")) {
      select.setString(1, name.did().toString());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Product product = ProductRows.read(rows);
          products.put(product.did(), product);
        }
      }
    }
    return products;
  }

  void commit() throws SQLException {
    connection.commit();
    database.changed();
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
