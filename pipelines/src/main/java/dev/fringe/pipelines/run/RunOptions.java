package dev.fringe.pipelines.run;

import dev.fringe.storage.objects.EndpointSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user says besides the workflow.
 *
 * @param folder that the workflow's relative paths begin at
 * @param lake folder of the local data lake
 * @param endpoints how stores are reached, without secrets
 * @param out folder for plain files of the products; empty for none
 * @param flinkMaster {@code host:port} of a running Flink cluster; empty for the embedded one
 * @param jar that a cluster's workers load; empty in the embedded engine
 */
public record RunOptions(
    Path folder,
    Path lake,
    List<EndpointSettings> endpoints,
    Optional<Path> out,
    Optional<String> flinkMaster,
    Optional<Path> jar) {
  public RunOptions {
    endpoints = List.copyOf(endpoints);
  }
}
