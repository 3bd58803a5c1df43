package dev.fringe.bridge.workflows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Workflows that tests submit, and a runner at which they wait. */
public final class TestWorkflows {
  private TestWorkflows() {}

  /**
   * A small one, as YAML.
   *
   * @param input such as {@code did: demo:seen}
   */
  public static String yaml(String name, String input) {
    return """
    apiVersion: fringe.dev/v1alpha1
    kind: Workflow
    metadata: {name: %s}
    spec:
      inputs: [{%s}]
      publish: {scope: demo, dataset: made}
    """
        .formatted(name, input);
  }

  /**
   * A runner that launches none.
   *
   * @param folder the site's
   * @param data what workflows may read
   */
  public static LocalSettings waiting(Path folder, List<String> data, int longestQueue) {
    return new LocalSettings(
        List.of("none"),
        List.of(),
        folder.resolve("state/workflows"),
        data,
        0,
        longestQueue,
        new Retention(Duration.ofDays(1), 10));
  }
}
