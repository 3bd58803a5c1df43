package dev.fringe.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts as Prometheus takes them, by its own promtool. */
class AlertsTest {
  @TempDir Path folder;

  @Test
  void theyFireWhenTheyShouldAndNotBefore() throws IOException, InterruptedException {
    assumeTrue(Kubectl.onPath("promtool").isPresent(), "skipped: no promtool; install Prometheus");
    JsonNode rule =
        Manifests.parse(Files.readString(Path.of("../components/monitoring/alerts.yaml")))
            .ofKind("PrometheusRule")
            .findFirst()
            .orElseThrow();
    Manifests.YAML.writeValue(folder.resolve("rules.yaml").toFile(), rule.get("spec"));
    Path test =
        Files.copy(Path.of("src/test/resources/alerts-test.yaml"), folder.resolve("test.yaml"));
    Process promtool =
        new ProcessBuilder("promtool", "test", "rules", test.toString())
            .redirectErrorStream(true)
            .start();
    String told = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, promtool.waitFor(), told);
  }
}
