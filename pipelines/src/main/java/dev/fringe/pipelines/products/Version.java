package dev.fringe.pipelines.products;

/** The version of this build, for headers and summaries. */
public final class Version {

  private Version() {}

  /** Such as {@code Fringe 0.1.0}. */
  public static String software() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "Fringe " + (version == null ? "development" : version);
  }
}
