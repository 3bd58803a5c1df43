package dev.fringe.bridge.datalink;

import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.sky.Circle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import uk.ac.starlink.votable.VOSerializer;

/**
 * Describes a cutout service for one product (DataLink 1.1, section 4; SODA 1.0, section 5): which
 * parameters it takes, and within which bounds they make sense.
 */
final class ServiceDescriptor {

  private final StringBuilder xml = new StringBuilder();

  private ServiceDescriptor() {}

  /**
   * The RESOURCE element.
   *
   * @param resource its ID
   * @param standard of the service
   */
  static String write(String resource, String standard, String url, Product product) {
    ServiceDescriptor descriptor = new ServiceDescriptor();
    descriptor.resource(resource, standard, url, product);
    return descriptor.xml.toString();
  }

  private void resource(String resource, String standard, String url, Product product) {
    xml.append("<RESOURCE type=\"meta\" utype=\"adhoc:service\"")
        .append(VOSerializer.formatAttribute("ID", resource))
        .append(">\n<DESCRIPTION>")
        .append("A part of the image, as FITS: the box of whole pixels that holds the region, its")
        .append(" channels and polarisations. Pixels of the box outside of the region stay.")
        .append("</DESCRIPTION>\n");
    text("standardID", standard, "");
    text("accessURL", url, "");
    text("contentType", "application/fits", "");
    xml.append("<GROUP name=\"inputParams\">\n");
    text("ID", product.did().toString(), "meta.id;meta.main");
    position(product);
    interval("BAND", "m", "em.wl;stat.interval", product, Column.EM_MIN, Column.EM_MAX);
    interval("TIME", "d", "time.interval;obs.exposure", product, Column.T_MIN, Column.T_MAX);
    polarisation(product);
    xml.append("</GROUP>\n</RESOURCE>\n");
  }

  private void text(String name, String value, String ucd) {
    open(name, "char", "*", ucd, "", "", value);
    xml.append("/>\n");
  }

  private void open(
      String name, String type, String size, String ucd, String unit, String xtype, String value) {
    xml.append("<PARAM").append(VOSerializer.formatAttribute("name", name));
    xml.append(VOSerializer.formatAttribute("datatype", type));
    xml.append(VOSerializer.formatAttribute("arraysize", size));
    attribute("ucd", ucd);
    attribute("unit", unit);
    attribute("xtype", xtype);
    xml.append(VOSerializer.formatAttribute("value", value));
  }

  private void attribute(String name, String value) {
    if (!value.isEmpty()) {
      xml.append(VOSerializer.formatAttribute(name, value));
    }
  }

  private void position(Product product) {
    OptionalDouble ra = product.number(Column.S_RA);
    OptionalDouble dec = product.number(Column.S_DEC);
    OptionalDouble fov = product.number(Column.S_FOV);
    boolean isKnown = ra.isPresent() && dec.isPresent() && fov.isPresent();
    String circle =
        isKnown
            ? new Circle(ra.getAsDouble(), dec.getAsDouble(), Math.min(180, fov.getAsDouble() / 2))
                .toText()
                .replace("CIRCLE ICRS ", "")
            : "";
    open("CIRCLE", "double", "3", "phys.angArea;obs", "deg", "circle", "");
    most(circle);
    open("POLYGON", "double", "*", "pos.outline;obs", "deg", "polygon", "");
    String region = product.text(Column.S_REGION).toUpperCase(Locale.ROOT);
    most(region.startsWith("POLYGON") ? region.replaceAll("^POLYGON\\s+([A-Z]\\S*\\s+)*", "") : "");
    open("POS", "char", "*", "pos.outline;obs", "", "", "");
    xml.append("/>\n");
  }

  private void most(String value) {
    xml.append(
        value.isEmpty()
            ? "/>\n"
            : ">\n<VALUES><MAX"
                + VOSerializer.formatAttribute("value", value)
                + "/></VALUES>\n</PARAM>\n");
  }

  private void interval(
      String name, String unit, String ucd, Product product, Column low, Column high) {
    open(name, "double", "2", ucd, unit, "interval", "");
    OptionalDouble from = product.number(low);
    OptionalDouble to = product.number(high);
    most(from.isPresent() && to.isPresent() ? from.getAsDouble() + " " + to.getAsDouble() : "");
  }

  private void polarisation(Product product) {
    open("POL", "char", "*", "meta.code;phys.polarization", "", "", "");
    List<String> states =
        Arrays.stream(product.text(Column.POL_STATES).split("/"))
            .filter(state -> !state.isBlank())
            .toList();
    if (states.isEmpty()) {
      xml.append("/>\n");
      return;
    }
    xml.append(">\n<VALUES>");
    states.forEach(
        state ->
            xml.append("<OPTION")
                .append(VOSerializer.formatAttribute("value", state))
                .append("/>"));
    xml.append("</VALUES>\n</PARAM>\n");
  }
}
