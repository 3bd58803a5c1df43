package dev.fringe.bridge.vo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import uk.ac.starlink.fits.FitsTableWriter;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableWriter;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.formats.CsvTableWriter;
import uk.ac.starlink.table.formats.TstTableWriter;
import uk.ac.starlink.votable.DataFormat;
import uk.ac.starlink.votable.StringElementSizer;
import uk.ac.starlink.votable.VOSerializer;
import uk.ac.starlink.votable.VOSerializerConfig;
import uk.ac.starlink.votable.VOTableVersion;

/** Writes tables of rows as DALI has it. */
public final class TableWriter {

  private static final VOTableVersion VERSION = VOTableVersion.V14;

  /** STIL tells of every header that it shortens. Held, so that its level is. */
  private static final Logger STIL = Logger.getLogger("uk.ac.starlink");

  static {
    STIL.setLevel(Level.WARNING);
  }

  private TableWriter() {}

  /** An INFO element of a VOTable. */
  public record Info(String name, String value, String content) {
    public static Info of(String name, String value) {
      return new Info(name, value, "");
    }
  }

  /**
   * What is around the rows.
   *
   * @param infos told before the table, in VOTables
   * @param extra further XML after the table's resource, whole RESOURCE elements
   */
  public record Frame(List<Info> infos, String extra) {
    public static final Frame NONE = new Frame(List.of(), "");

    public Frame {
      infos = List.copyOf(infos);
    }

    public static Frame of(Info... infos) {
      return new Frame(List.of(infos), "");
    }
  }

  /**
   * Writes rows, and in VOTables whether all of them.
   *
   * @param most rows that are written; if there are more, the answer tells of an overflow
   * @return rows written
   */
  public static long write(
      OutputStream out, Format format, List<Field> fields, Rows rows, long most, Frame frame)
      throws IOException {
    StreamedTable table = new StreamedTable(fields, rows, most);
    switch (format) {
      case TABLEDATA -> voTable(out, DataFormat.TABLEDATA, table, frame);
      case BINARY2 -> voTable(out, DataFormat.BINARY2, table, frame);
      case CSV -> new CsvTableWriter(true).writeStarTable(table, out);
      case TSV -> tsv().writeStarTable(table, out);
      case FITS -> fits(out, table);
    }
    return table.count();
  }

  private static StarTableWriter tsv() {
    return new TstTableWriter();
  }

  /** FITS tells the number of rows before them. */
  private static void fits(OutputStream out, StreamedTable table) throws IOException {
    try (StarTable copy = StoragePolicy.PREFER_DISK.copyTable(table)) {
      new FitsTableWriter().writeStarTable(copy, out);
    }
  }

  private static void voTable(OutputStream out, DataFormat format, StreamedTable table, Frame frame)
      throws IOException {
    BufferedWriter writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    start(writer);
    writer.write("<RESOURCE type=\"results\">\n");
    info(writer, Info.of("QUERY_STATUS", "OK"));
    for (Info info : frame.infos()) {
      info(writer, info);
    }
    VOSerializerConfig how =
        new VOSerializerConfig(format, VERSION, StringElementSizer.ERROR_IF_USED, true);
    VOSerializer.makeSerializer(how, table).writeInlineTableElement(writer);
    if (table.isOverflowing()) {
      info(writer, Info.of("QUERY_STATUS", "OVERFLOW"));
    }
    writer.write("</RESOURCE>\n");
    writer.write(frame.extra());
    writer.write("</VOTABLE>\n");
    writer.flush();
  }

  /** An error document: DALI 1.1, 4.4. */
  public static String error(String message) {
    StringBuilder text = new StringBuilder();
    text.append(HEAD);
    text.append("<RESOURCE type=\"results\">\n<INFO name=\"QUERY_STATUS\" value=\"ERROR\">")
        .append(VOSerializer.formatText(message))
        .append("</INFO>\n</RESOURCE>\n</VOTABLE>\n");
    return text.toString();
  }

  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOTABLE version=\""
          + VERSION.getVersionNumber()
          + "\" xmlns=\""
          + VERSION.getXmlNamespace()
          + "\">\n";

  private static void start(Writer writer) throws IOException {
    writer.write(HEAD);
  }

  private static void info(Writer writer, Info info) throws IOException {
    writer.write("<INFO");
    writer.write(VOSerializer.formatAttribute("name", info.name()));
    writer.write(VOSerializer.formatAttribute("value", info.value()));
    writer.write(
        info.content().isEmpty()
            ? "/>\n"
            : ">" + VOSerializer.formatText(info.content()) + "</INFO>\n");
  }
}
