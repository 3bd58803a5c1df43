package dev.fringe.bridge.tap;

import dev.fringe.bridge.adql.AdqlException;
import dev.fringe.bridge.adql.AdqlParser;
import dev.fringe.bridge.adql.Translation;
import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.bridge.index.Database;
import dev.fringe.bridge.tables.PublishedTable;
import dev.fringe.bridge.uws.Cancel;
import dev.fringe.bridge.vo.TableWriter;
import dev.fringe.bridge.vo.VoException;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;

/** Runs queries: with the rights of a reader, bounded in time and rows. */
final class QueryRunner {

  private final AdqlParser parser;
  private final Database database;
  private final Catalogue catalogue;

  QueryRunner(AdqlParser parser, Database database, Catalogue catalogue) {
    this.parser = parser;
    this.database = database;
    this.catalogue = catalogue;
  }

  /**
   * Runs a query and writes its answer.
   *
   * @param uploads tables sent along
   * @param seconds it may take
   * @param cancel ends it before
   * @param out asked for once the first rows are there, so that faults are told before
   */
  void run(
      TapQuery query,
      List<PublishedTable> uploads,
      int seconds,
      Cancel cancel,
      Supplier<OutputStream> out)
      throws IOException {
    catalogue.awaitWhole();
    Translation translation;
    try {
      translation = parser.translate(query.adql(), uploads);
    } catch (AdqlException e) {
      throw VoException.badRequest(e.getMessage());
    }
    try (Connection connection = database.connectAsReader();
        Statement statement = Database.streaming(connection)) {
      cancel.onCancel(() -> cancel(statement));
      statement.setQueryTimeout(seconds);
      // One row more than is given tells that there are more.
      statement.setMaxRows(query.maxRec() + 1);
      try (ResultRows rows =
          ResultRows.of(
              statement.executeQuery(translation.sql()), translation.columns(), seconds)) {
        TableWriter.write(
            out.get(),
            query.format(),
            rows.fields(),
            rows,
            query.maxRec(),
            TableWriter.Frame.of(
                new TableWriter.Info("SERVICE_PROTOCOL", "1.1", "TAP"),
                new TableWriter.Info("QUERY", query.adql(), "")));
      }
    } catch (SQLException e) {
      throw told(e, seconds);
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException closedAlready) {
      // It has ended by itself.
    }
  }

  /** What the database says of a query is for the one who wrote it, less the SQL made of it. */
  private VoException told(SQLException failure, int seconds) {
    if (Database.isUnavailable(failure)) {
      throw Database.failed(failure);
    }
    if (Database.isCancelled(failure)) {
      return VoException.badRequest(
          "the query was ended: it took more than %d seconds, or was aborted".formatted(seconds));
    }
    String words = database.words(failure);
    return VoException.badRequest("the query fails: " + words.lines().findFirst().orElse(""));
  }
}
