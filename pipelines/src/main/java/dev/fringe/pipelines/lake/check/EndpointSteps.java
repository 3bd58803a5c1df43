package dev.fringe.pipelines.lake.check;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Whether what the endpoints refer to is there. */
final class EndpointSteps {

  private final Settings settings;
  private final Consumer<Finding> found;

  EndpointSteps(Settings settings, Consumer<Finding> found) {
    this.settings = settings;
    this.found = found;
  }

  void run() {
    for (EndpointSettings endpoint : settings.endpoints()) {
      String step = "endpoint " + endpoint.prefix();
      if (!endpoint.tokenFile().isEmpty() || !endpoint.tokenEnv().isEmpty()) {
        FileGuard.secret(step, endpoint.tokenFile(), endpoint.tokenEnv(), found);
      }
      if (!endpoint.caFile().isEmpty() && !Files.isReadable(Path.of(endpoint.caFile()))) {
        found.accept(
            Finding.fail(
                step,
                "caFile %s cannot be read".formatted(endpoint.caFile()),
                "name a file of certificates in PEM"));
      }
      if (endpoint.plainHttp()) {
        found.accept(
            Finding.warn(
                step, "plainHttp is allowed: credentials can be read on the way", "use https"));
      }
    }
  }
}
