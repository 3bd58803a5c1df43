package dev.fringe.bridge.tap;

import dev.fringe.bridge.tables.PublishedColumn;
import dev.fringe.bridge.tables.PublishedTable;
import dev.fringe.bridge.tables.PublishedTables;
import dev.fringe.bridge.tables.TapSchema;
import dev.fringe.bridge.vo.Field;
import java.util.Map;
import uk.ac.starlink.votable.VOSerializer;

/** Writes VOSI's tables. */
final class TablesXml {

  private TablesXml() {}

  static String write(PublishedTables tables) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<vosi:tableset xmlns:vosi=\"http://www.ivoa.net/xml/VOSITables/v1.0\"")
        .append(" xmlns:vs=\"http://www.ivoa.net/xml/VODataService/v1.1\"")
        .append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n");
    for (Map.Entry<String, String> schema : tables.schemas().entrySet()) {
      xml.append("<schema>\n");
      element(xml, "name", schema.getKey());
      element(xml, "description", schema.getValue());
      for (PublishedTable table : tables.in(schema.getKey())) {
        xml.append("<table type=\"base_table\">\n");
        element(xml, "name", table.fullName());
        element(xml, "description", table.description());
        element(xml, "utype", table.utype());
        table.columns().forEach(column -> column(xml, column));
        TapSchema.keysFrom(table.fullName()).forEach(key -> key(xml, key));
        xml.append("</table>\n");
      }
      xml.append("</schema>\n");
    }
    return xml.append("</vosi:tableset>\n").toString();
  }

  private static void key(StringBuilder xml, TapSchema.Key key) {
    xml.append("<foreignKey>\n");
    element(xml, "targetTable", key.targetTable());
    xml.append("<fkColumn>\n");
    element(xml, "fromColumn", key.fromColumn());
    element(xml, "targetColumn", key.targetColumn());
    xml.append("</fkColumn>\n");
    element(xml, "description", key.description());
    xml.append("</foreignKey>\n");
  }

  private static void column(StringBuilder xml, PublishedColumn column) {
    Field field = column.field();
    xml.append(column.isStandard() ? "<column std=\"true\">\n" : "<column>\n");
    element(xml, "name", column.adqlName());
    element(xml, "description", field.description());
    element(xml, "unit", field.unit());
    element(xml, "ucd", field.ucd());
    element(xml, "utype", field.utype());
    xml.append("<dataType xsi:type=\"vs:VOTableType\"");
    if (!field.type().arraySize().isEmpty()) {
      xml.append(VOSerializer.formatAttribute("arraysize", field.type().arraySize()));
    }
    if (!field.xtype().isEmpty()) {
      xml.append(VOSerializer.formatAttribute("extendedType", field.xtype()));
    }
    xml.append('>').append(field.type().datatype()).append("</dataType>\n");
    if (column.isIndexed()) {
      element(xml, "flag", "indexed");
    }
    if (column.isPrincipal()) {
      element(xml, "flag", "principal");
    }
    xml.append("</column>\n");
  }

  private static void element(StringBuilder xml, String name, String value) {
    if (!value.isEmpty()) {
      xml.append('<')
          .append(name)
          .append('>')
          .append(VOSerializer.formatText(value))
          .append("</")
          .append(name)
          .append(">\n");
    }
  }
}
