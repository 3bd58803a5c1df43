package dev.fringe.bridge.adql;

import dev.fringe.bridge.tables.PublishedTable;
import dev.fringe.bridge.tables.PublishedTables;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jsqlparser.schema.Table;

/** Finds the tables that a query names. */
final class TableFinder {

  private final PublishedTables tables;
  private final List<PublishedTable> uploads;

  TableFinder(PublishedTables tables, List<PublishedTable> uploads) {
    this.tables = tables;
    this.uploads = uploads;
  }

  PublishedTable find(Table table) {
    String schema = Names.plain(table.getSchemaName());
    String name = Names.plain(table.getName());
    if (table.getNameParts().size() <= 2) {
      if (schema.equalsIgnoreCase("tap_upload")) {
        for (PublishedTable upload : uploads) {
          if (upload.name().equalsIgnoreCase(name)) {
            return upload;
          }
        }
      } else {
        var found = tables.find(schema, name);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    throw new AdqlException(
        "there is no table %s; there are %s"
            .formatted(
                Names.shown(table.getFullyQualifiedName()),
                Stream.concat(tables.all().stream(), uploads.stream())
                    .map(PublishedTable::fullName)
                    .collect(Collectors.joining(", "))));
  }
}
