package dev.fringe.bridge.tap;

import dev.fringe.bridge.uws.UwsSettings;
import dev.fringe.bridge.vo.Capability;
import dev.fringe.bridge.vo.Format;
import java.util.List;
import uk.ac.starlink.votable.VOSerializer;

/** What TAPRegExt has a service say of itself. */
final class TapCapability {

  private static final String FEATURES = "ivo://ivoa.net/std/TAPRegExt#features-";
  private static final List<String> GEOMETRY =
      List.of(
          "AREA",
          "BOX",
          "CENTROID",
          "CIRCLE",
          "CONTAINS",
          "COORD1",
          "COORD2",
          "COORDSYS",
          "DISTANCE",
          "INTERSECTS",
          "POINT",
          "POLYGON",
          "REGION");

  private TapCapability() {}

  static Capability capability() {
    return new Capability(
        "ivo://ivoa.net/std/TAP",
        TapService.PATH,
        "1.1",
        Capability.PARAMETERS,
        "",
        "tr:TableAccess",
        details());
  }

  private static String details() {
    StringBuilder xml = new StringBuilder();
    xml.append(
        "<dataModel ivo-id=\"ivo://ivoa.net/std/ObsCore#core-1.1\">ObsCore-1.1</dataModel>\n");
    xml.append("<language>\n<name>ADQL</name>\n")
        .append("<version ivo-id=\"ivo://ivoa.net/std/ADQL#v2.0\">2.0</version>\n")
        .append("<version ivo-id=\"ivo://ivoa.net/std/ADQL#v2.1\">2.1</version>\n")
        .append("<description>ADQL, all positions ICRS, regions as text</description>\n");
    features(xml, "adqlgeo", GEOMETRY);
    features(xml, "adql-string", List.of("LOWER", "UPPER", "ILIKE"));
    features(xml, "adql-sets", List.of("UNION", "EXCEPT", "INTERSECT"));
    features(xml, "adql-common-table", List.of("WITH"));
    features(xml, "adql-type", List.of("CAST"));
    features(xml, "adql-offset", List.of("OFFSET"));
    xml.append("</language>\n");
    for (Format format : Format.values()) {
      xml.append("<outputFormat");
      if (!format.standardId().isEmpty()) {
        xml.append(VOSerializer.formatAttribute("ivo-id", format.standardId()));
      }
      xml.append("><mime>").append(VOSerializer.formatText(format.mediaType())).append("</mime>");
      format.names().stream()
          .filter(
              name ->
                  name.indexOf(';') < 0
                      && !name.startsWith("application")
                      && !name.startsWith("text/"))
          .forEach(name -> xml.append("<alias>").append(name).append("</alias>"));
      xml.append("</outputFormat>\n");
    }
    for (String method : List.of("inline", "http", "https")) {
      xml.append("<uploadMethod ivo-id=\"ivo://ivoa.net/std/TAPRegExt#upload-")
          .append(method)
          .append("\"/>\n");
    }
    UwsSettings jobs = UwsSettings.standard();
    limit(xml, "retentionPeriod", "", jobs.kept().toSeconds(), jobs.keptLongest().toSeconds());
    limit(xml, "executionDuration", "", jobs.duration().toSeconds(), jobs.longest().toSeconds());
    limit(xml, "outputLimit", " unit=\"row\"", TapQuery.USUAL_ROWS, TapQuery.MOST_ROWS);
    xml.append("<uploadLimit><hard unit=\"row\">")
        .append(Uploads.MOST_ROWS)
        .append("</hard></uploadLimit>\n");
    return xml.toString();
  }

  private static void features(StringBuilder xml, String type, List<String> forms) {
    xml.append("<languageFeatures")
        .append(VOSerializer.formatAttribute("type", FEATURES + type))
        .append(">\n");
    for (String form : forms) {
      xml.append("<feature><form>").append(form).append("</form></feature>\n");
    }
    xml.append("</languageFeatures>\n");
  }

  private static void limit(StringBuilder xml, String name, String unit, long usual, long hardest) {
    xml.append('<')
        .append(name)
        .append("><default")
        .append(unit)
        .append('>')
        .append(usual)
        .append("</default><hard")
        .append(unit)
        .append('>')
        .append(hardest)
        .append("</hard></")
        .append(name)
        .append(">\n");
  }
}
