package dev.fringe.bridge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.util.ByteArrayDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

/** Reads VOTables by STIL. */
public final class VoTables {

  private VoTables() {}

  public static StarTable read(String document) throws IOException {
    return Tables.randomTable(
        new VOTableBuilder()
            .makeStarTable(
                new ByteArrayDataSource("answer", document.getBytes(StandardCharsets.UTF_8)),
                true,
                StoragePolicy.PREFER_MEMORY));
  }

  public static long rows(String document) throws IOException {
    return read(document).getRowCount();
  }

  /** The values of a column, as text; null for none. */
  public static List<String> column(String document, String name) throws IOException {
    StarTable table = read(document);
    for (int i = 0; i < table.getColumnCount(); i++) {
      if (table.getColumnInfo(i).getName().equals(name)) {
        List<String> values = new ArrayList<>();
        for (long row = 0; row < table.getRowCount(); row++) {
          values.add(String.valueOf(table.getCell(row, i)));
        }
        return values;
      }
    }
    throw new AssertionError("there is no column " + name + " in " + document);
  }
}
