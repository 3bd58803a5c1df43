package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;
import java.util.Map;
import java.util.Optional;

/**
 * What Kubernetes knows a workflow by. The name also names the products: {@code <name>-image.fits}.
 */
public record Metadata(
    @Field(
            about = "The workflow's name, which its products' files begin with",
            pattern = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
            patternInWords =
                "at most 63 lower-case letters, digits and hyphens, with a letter or a digit at"
                    + " both ends, such as first-light")
        String name,
    @Field(
            about = "The Kubernetes namespace; of no meaning on the command line",
            otherwise = "that of kubectl",
            pattern = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
            patternInWords = "at most 63 lower-case letters, digits and hyphens")
        Optional<String> namespace,
    @Field(about = "Labels for finding workflows in Kubernetes; kept as they are")
        Map<String, String> labels,
    @Field(about = "Remarks for people and tools; kept as they are")
        Map<String, String> annotations) {

  public Metadata {
    labels = labels == null ? Map.of() : labels;
    annotations = annotations == null ? Map.of() : annotations;
  }
}
