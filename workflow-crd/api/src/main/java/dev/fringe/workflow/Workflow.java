package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.yaml.CanonicalYaml;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A workflow: effective, with its defaults filled in, and valid where {@link WorkflowReader} made
 * it. Travels between processes as its canonical YAML.
 */
public record Workflow(
    @Field(
            about = "The version of this form",
            pattern = "fringe\\.dev/v1alpha1",
            patternInWords = Workflow.API_VERSION)
        String apiVersion,
    @Field(about = "What this resource is", pattern = "Workflow", patternInWords = Workflow.KIND)
        String kind,
    @Field(about = "The workflow's name and labels") Metadata metadata,
    @Field(about = "What is to be done") WorkflowSpec spec)
    implements Serializable {
  public static final String API_VERSION = "fringe.dev/v1alpha1";
  public static final String KIND = "Workflow";

  /** {@code metadata.name}. */
  public String name() {
    return metadata.name();
  }

  /** The same with another spec. */
  public Workflow with(WorkflowSpec other) {
    return new Workflow(apiVersion, kind, metadata, other);
  }

  /** The same known by other metadata. */
  public Workflow with(Metadata other) {
    return new Workflow(apiVersion, kind, other, spec);
  }

  /**
   * The effective workflow in its one canonical form: defaults written out, quantities in canonical
   * units, ASCII only. Reads back as an equal workflow.
   */
  public String toYaml() {
    return CanonicalYaml.of(this);
  }

  /**
   * SHA-256, in hexadecimal, of what decides the products' pixels: inputs, selection, image, clean
   * and self-calibration; not of the name, the publication or where and how often the work is
   * tried.
   */
  public String specHash() {
    SequencedMap<String, Object> decisive = new LinkedHashMap<>();
    decisive.put("apiVersion", apiVersion);
    decisive.put("inputs", spec.inputs());
    decisive.put("selection", spec.selection());
    decisive.put("image", spec.image());
    boolean dirty = spec.clean().algorithm() == Clean.Algorithm.NONE;
    decisive.put("clean", dirty ? Clean.Algorithm.NONE : spec.clean());
    spec.selfCalibrate().ifPresent(calibration -> decisive.put("selfCalibrate", calibration));
    return sha256(CanonicalYaml.of(decisive));
  }

  /** SHA-256, in hexadecimal, of the whole canonical form. */
  public String wholeHash() {
    return sha256(toYaml());
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private Object writeReplace() {
    return new Travelling(toYaml());
  }

  /** The serialised form. */
  private record Travelling(String yaml) implements Serializable {
    private Object readResolve() {
      return WorkflowReader.read("a serialised workflow", yaml);
    }
  }
}
