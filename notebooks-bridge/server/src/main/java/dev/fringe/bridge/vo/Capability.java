package dev.fringe.bridge.vo;

/**
 * What one endpoint can do, for VOSI's capabilities.
 *
 * @param standardId of the IVOA, such as {@code ivo://ivoa.net/std/SIA#query-2.0}
 * @param path of the endpoint, beginning with a slash
 * @param version of the standard; empty for none
 * @param kind of the interface, an xsi:type
 * @param resultType media type of answers; empty for none
 * @param type xsi:type of the capability; empty for a plain one
 * @param details further XML in the capability
 */
public record Capability(
    String standardId,
    String path,
    String version,
    String kind,
    String resultType,
    String type,
    String details) {

  public static final String PARAMETERS = "vs:ParamHTTP";

  /** An endpoint that is asked by parameters and answers with VOTables. */
  public static Capability of(String standardId, String path, String version) {
    return new Capability(
        standardId, path, version, PARAMETERS, "application/x-votable+xml", "", "");
  }

  /** An endpoint that answers with XML of its standard. */
  public static Capability vosi(String standardId, String path) {
    return new Capability(standardId, path, "", PARAMETERS, "text/xml", "", "");
  }

  /** The same, whose answers are of another type; empty for whatever. */
  public Capability answering(String mediaType) {
    return new Capability(standardId, path, version, kind, mediaType, type, details);
  }

  /** How the address is used: as a base for parameters or paths, or as it is. */
  String accessUse() {
    return resultType.equals("text/xml") ? "full" : "base";
  }
}
