package dev.fringe.bridge.tap;

import dev.fringe.bridge.index.Database;
import dev.fringe.bridge.index.UploadNames;
import dev.fringe.bridge.tables.PublishedColumn;
import dev.fringe.bridge.tables.PublishedTable;
import dev.fringe.bridge.vo.Field;
import dev.fringe.bridge.vo.VoException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.util.ByteArrayDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

/** Tables sent along with a query: in the database for as long as it runs. */
final class Uploads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

  static final int MOST_ROWS = 100_000;
  static final int MOST_BYTES = 16 << 20;
  private static final int MOST_COLUMNS = 500;
  private static final int BATCH = 1000;

  private final Database database;
  private final List<PublishedTable> tables = new ArrayList<>();

  Uploads(Database database) {
    this.database = database;
  }

  List<PublishedTable> tables() {
    return tables;
  }

  /**
   * Takes a table in.
   *
   * @param name of it in TAP_UPLOAD
   */
  void add(String name, InputStream voTable) throws IOException {
    byte[] bytes = voTable.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw VoException.badRequest(
          "the upload %s has more than %d bytes".formatted(name, MOST_BYTES));
    }
    UploadCheck.require(name, bytes);
    try (StarTable table =
        new VOTableBuilder()
            .makeStarTable(
                new ByteArrayDataSource(name, bytes), false, StoragePolicy.PREFER_MEMORY)) {
      load(name, table);
    } catch (IOException | RuntimeException e) {
      if (e instanceof VoException told) {
        throw told;
      }
      throw VoException.badRequest("the upload %s is no VOTable that can be read".formatted(name));
    } catch (SQLException e) {
      if (Database.isUnavailable(e)) {
        throw Database.failed(e);
      }
      throw VoException.badRequest(
          "the upload %s cannot be taken: %s"
              .formatted(name, e.getMessage().lines().findFirst().orElse("")));
    }
  }

  private void load(String name, StarTable table) throws IOException, SQLException {
    if (table.getColumnCount() > MOST_COLUMNS || table.getColumnCount() == 0) {
      throw VoException.badRequest(
          "the upload %s has %d columns; 1 to %d are taken"
              .formatted(name, table.getColumnCount(), MOST_COLUMNS));
    }
    List<Field> fields = fields(table);
    String physical = UploadNames.next();
    tables.add(
        new PublishedTable(
            "TAP_UPLOAD",
            name,
            "sent along",
            "",
            physical,
            "",
            fields.stream().map(PublishedColumn::of).toList(),
            Optional.empty()));
    try (Connection connection = database.connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            fields.stream()
                .map(field -> "\"" + field.name() + "\" " + sqlType(field.type()))
                .collect(Collectors.joining(", ", "CREATE TABLE " + physical + "(", ")")));
      }
      insert(connection, physical, fields, name, table);
    }
  }

  private static List<Field> fields(StarTable table) {
    Set<String> taken = new HashSet<>();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < table.getColumnCount(); i++) {
      ColumnInfo info = table.getColumnInfo(i);
      String plain = String.valueOf(info.getName()).replaceAll("[^A-Za-z0-9_]", "_");
      String name = plain.substring(0, Math.min(60, plain.length()));
      while (name.isEmpty() || !taken.add(name.toLowerCase(Locale.ROOT))) {
        name = name + "_" + (i + 1);
      }
      fields.add(
          new Field(
              name,
              type(info.getContentClass()),
              text(info.getUnitString()),
              text(info.getUCD()),
              text(info.getUtype()),
              text(info.getXtype()),
              text(info.getDescription())));
    }
    return fields;
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  private static Field.Type type(Class<?> values) {
    if (values == Boolean.class) {
      return Field.Type.BOOLEAN;
    } else if (values == Short.class || values == Byte.class) {
      return Field.Type.SHORT;
    } else if (values == Integer.class) {
      return Field.Type.INTEGER;
    } else if (values == Long.class) {
      return Field.Type.LONG;
    } else if (values == Float.class) {
      return Field.Type.FLOAT;
    } else if (values == Double.class) {
      return Field.Type.DOUBLE;
    }
    return Field.Type.TEXT;
  }

  private String sqlType(Field.Type type) {
    return switch (type) {
      case TEXT -> database.textType();
      case BOOLEAN -> "BOOLEAN";
      case SHORT -> "SMALLINT";
      case INTEGER -> "INT";
      case LONG -> "BIGINT";
      case FLOAT -> "REAL";
      case DOUBLE -> "DOUBLE PRECISION";
    };
  }

  private static void insert(
      Connection connection, String physical, List<Field> fields, String name, StarTable table)
      throws IOException, SQLException {
    String marks = "?" + ", ?".repeat(fields.size() - 1);
    int rows = 0;
    try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + physical + " VALUES(" + marks + ")");
        RowSequence sequence = table.getRowSequence()) {
      while (sequence.next()) {
        if (++rows > MOST_ROWS) {
          throw VoException.badRequest(
              "the upload %s has more than %d rows".formatted(name, MOST_ROWS));
        }
        for (int i = 0; i < fields.size(); i++) {
          insert.setObject(i + 1, value(sequence.getCell(i), fields.get(i).type()));
        }
        insert.addBatch();
        if (rows % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static Object value(Object cell, Field.Type type) {
    if (type == Field.Type.TEXT && cell != null) {
      return cell.toString();
    }
    return cell instanceof Byte number ? (Object) number.shortValue() : cell;
  }

  @Override
  public void close() {
    for (PublishedTable table : tables) {
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("DROP TABLE IF EXISTS " + table.physical());
      } catch (SQLException e) {
        LOG.warn("an upload cannot be taken away: {}", e.getMessage());
      }
    }
  }
}
