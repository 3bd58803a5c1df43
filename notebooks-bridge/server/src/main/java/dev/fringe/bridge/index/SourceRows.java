package dev.fringe.bridge.index;

import dev.fringe.bridge.catalogue.Source;
import dev.fringe.storage.lake.Did;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** Sources to rows and back. */
final class SourceRows {

  static final String INSERT =
      "INSERT INTO sources(list, name, ra, dec, ra_error, dec_error, peak, peak_error, flux,"
          + " flux_error, noise, major, minor, pa, cell)"
          + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private SourceRows() {}

  static Source read(ResultSet row) throws SQLException {
    return new Source(
        Did.parse(row.getString("list")),
        row.getString("name"),
        row.getDouble("ra"),
        row.getDouble("dec"),
        number(row, "ra_error"),
        number(row, "dec_error"),
        number(row, "peak"),
        number(row, "peak_error"),
        number(row, "flux"),
        number(row, "flux_error"),
        number(row, "noise"),
        number(row, "major"),
        number(row, "minor"),
        number(row, "pa"));
  }

  static void bind(PreparedStatement insert, Source source, long cell) throws SQLException {
    insert.setString(1, source.list().toString());
    insert.setString(2, source.name());
    double[] numbers = {
      source.raDegrees(),
      source.decDegrees(),
      source.raErrorArcsec(),
      source.decErrorArcsec(),
      source.peakJyPerBeam(),
      source.peakErrorJyPerBeam(),
      source.fluxJy(),
      source.fluxErrorJy(),
      source.noiseJyPerBeam(),
      source.majorArcsec(),
      source.minorArcsec(),
      source.positionAngleDegrees()
    };
    for (int i = 0; i < numbers.length; i++) {
      if (Double.isFinite(numbers[i])) {
        insert.setDouble(i + 3, numbers[i]);
      } else {
        insert.setNull(i + 3, Types.DOUBLE);
      }
    }
    insert.setLong(numbers.length + 3, cell);
  }

  private static double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }
}
