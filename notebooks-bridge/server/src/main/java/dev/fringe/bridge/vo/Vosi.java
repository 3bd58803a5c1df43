package dev.fringe.bridge.vo;

import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.Links;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import uk.ac.starlink.votable.VOSerializer;

/**
 * VOSI 1.1: capabilities and availability, of the whole service at the root and of its parts
 * beneath their own paths, where clients look for them.
 */
public final class Vosi implements Endpoints {

  private static final String XML = "text/xml";

  private final List<Capability> capabilities;
  private final List<String> parts;
  private final Links links;
  private final Supplier<String> trouble;
  private final Instant up;

  /**
   * @param capabilities of all parts
   * @param parts paths, beginning with a slash, that have a self-description of their own
   * @param trouble why the service is not available; empty if it is
   */
  public Vosi(
      BridgeContext context,
      List<Capability> capabilities,
      List<String> parts,
      Supplier<String> trouble) {
    this.capabilities = List.copyOf(capabilities);
    this.parts = List.copyOf(parts);
    this.links = context.links();
    this.trouble = trouble;
    this.up = context.clock().instant();
  }

  @Override
  public void register(JavalinConfig config) {
    List<String> all = new ArrayList<>(parts);
    all.add("");
    for (String part : all) {
      config.routes.get(part + "/capabilities", context -> capabilities(context, part));
      config.routes.get(part + "/availability", this::availability);
    }
  }

  private void capabilities(Context context, String part) {
    List<Capability> told = new ArrayList<>();
    told.add(Capability.vosi("ivo://ivoa.net/std/VOSI#capabilities", part + "/capabilities"));
    told.add(Capability.vosi("ivo://ivoa.net/std/VOSI#availability", part + "/availability"));
    capabilities.stream()
        .filter(
            capability ->
                part.isEmpty()
                    || capability.path().equals(part)
                    || capability.path().startsWith(part + "/"))
        .forEach(told::add);
    context.contentType(XML).result(CapabilitiesXml.write(told, links));
  }

  private void availability(Context context) {
    String why = trouble.get();
    context
        .contentType(XML)
        .result(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<vosi:availability"
                + " xmlns:vosi=\"http://www.ivoa.net/xml/VOSIAvailability/v1.0\">\n"
                + "<vosi:available>true</vosi:available>\n"
                + "<vosi:upSince>"
                + up.toString()
                + "</vosi:upSince>\n"
                + (why.isEmpty()
                    ? ""
                    : "<vosi:note>"
                        + VOSerializer.formatText(
                            "the data lake does not answer: new products are not seen")
                        + "</vosi:note>\n")
                + "</vosi:availability>\n");
  }
}
