package dev.fringe.bridge.index;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.fringe.bridge.bytes.LakeBytes;
import dev.fringe.bridge.bytes.RangeStream;
import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.catalogue.Source;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.lake.DataLake;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads lists of sources, as {@code fringe run} writes them, into the index. */
final class SourceListReader {

  private static final ObjectReader CSV =
      new CsvMapper().readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader());

  /** Longer lists are catalogues of their own. */
  private static final long LARGEST = 256L << 20;

  private static final int BATCH = 1000;

  private SourceListReader() {}

  static boolean isList(Product product) {
    return product.text(Column.DATAPRODUCT_SUBTYPE).equals("sources")
        && product.contentType().equals("text/csv")
        && product.bytes() <= LARGEST;
  }

  static void read(DataLake lake, Product list, IndexWriter writer)
      throws IOException, SQLException {
    List<Source> batch = new ArrayList<>();
    try (RangeReader reader = LakeBytes.open(lake, list.did());
        MappingIterator<Map<String, String>> rows =
            CSV.readValues(new RangeStream(reader, list.bytes()))) {
      while (rows.hasNextValue()) {
        Source source = source(list, rows.nextValue());
        if (Math.abs(source.decDegrees()) <= 90 && Double.isFinite(source.raDegrees())) {
          batch.add(source);
        }
        if (batch.size() == BATCH) {
          writer.putSources(batch);
          batch.clear();
        }
      }
    }
    writer.putSources(batch);
  }

  private static Source source(Product list, Map<String, String> row) {
    return new Source(
        list.did(),
        row.getOrDefault("name", ""),
        number(row, "ra_deg"),
        number(row, "dec_deg"),
        number(row, "ra_error_arcsec"),
        number(row, "dec_error_arcsec"),
        number(row, "peak_jy_per_beam"),
        number(row, "peak_error_jy_per_beam"),
        number(row, "flux_jy"),
        number(row, "flux_error_jy"),
        number(row, "noise_jy_per_beam"),
        number(row, "major_arcsec"),
        number(row, "minor_arcsec"),
        number(row, "position_angle_deg"));
  }

  private static double number(Map<String, String> row, String name) {
    try {
      return Double.parseDouble(row.getOrDefault(name, ""));
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }
}
