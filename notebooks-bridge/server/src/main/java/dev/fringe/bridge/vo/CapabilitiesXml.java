package dev.fringe.bridge.vo;

import dev.fringe.bridge.web.Links;
import java.util.List;
import uk.ac.starlink.votable.VOSerializer;

/** Writes VOSI's capabilities. */
final class CapabilitiesXml {

  private CapabilitiesXml() {}

  static String write(List<Capability> capabilities, Links links) {
    StringBuilder xml = new StringBuilder();
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<vosi:capabilities xmlns:vosi=\"http://www.ivoa.net/xml/VOSICapabilities/v1.0\"")
        .append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")
        .append(" xmlns:vs=\"http://www.ivoa.net/xml/VODataService/v1.1\"")
        .append(" xmlns:tr=\"http://www.ivoa.net/xml/TAPRegExt/v1.0\">\n");
    for (Capability capability : capabilities) {
      xml.append("<capability").append(attribute("standardID", capability.standardId()));
      if (!capability.type().isEmpty()) {
        xml.append(attribute("xsi:type", capability.type()));
      }
      xml.append(">\n<interface").append(attribute("xsi:type", capability.kind()));
      xml.append(" role=\"std\"");
      if (!capability.version().isEmpty()) {
        xml.append(attribute("version", capability.version()));
      }
      xml.append(">\n<accessURL use=\"")
          .append(capability.accessUse())
          .append("\">")
          .append(text(links.to(capability.path())))
          .append("</accessURL>\n");
      if (capability.kind().equals(Capability.PARAMETERS)) {
        xml.append("<queryType>GET</queryType>\n");
        if (!capability.resultType().isEmpty()) {
          xml.append("<resultType>")
              .append(text(capability.resultType()))
              .append("</resultType>\n");
        }
      }
      xml.append("</interface>\n").append(capability.details()).append("</capability>\n");
    }
    return xml.append("</vosi:capabilities>\n").toString();
  }

  private static String attribute(String name, String value) {
    return VOSerializer.formatAttribute(name, value);
  }

  private static String text(String value) {
    return VOSerializer.formatText(value);
  }
}
