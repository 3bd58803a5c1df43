package dev.fringe.pipelines.products;

import dev.fringe.imaging.simd.Simd;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** What a run is carried out by, for its provenance. */
final class SoftwareVersions {

  private SoftwareVersions() {}

  /** Versions by name: of Fringe, Java, Beam, Flink, and the form of the kernels. */
  static Map<String, String> ofThisProcess() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("name", "Fringe");
    versions.put("version", Version.software().replace("Fringe ", ""));
    versions.put(
        "java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
    versions.put("beam", ReleaseInfo.getReleaseInfo().getVersion());
    versions.put("flink", EnvironmentInformation.getVersion());
    versions.put(
        "kernels",
        (Simd.best() == Simd.VECTOR ? "Vector API" : "plain Java")
            + ", "
            + System.getProperty("os.arch"));
    return versions;
  }
}
