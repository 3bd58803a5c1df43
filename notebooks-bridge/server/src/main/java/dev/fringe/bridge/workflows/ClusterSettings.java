package dev.fringe.bridge.workflows;

import io.fabric8.kubernetes.client.Config;
import java.util.List;

/**
 * How workflows run on a cluster.
 *
 * @param cluster how its API server is reached, and the namespace of the workflows
 * @param data where inputs may be, besides the lake: the same for runs as for this service
 */
public record ClusterSettings(Config cluster, List<String> data) implements RunnerSettings {

  public ClusterSettings {
    data = List.copyOf(data);
  }
}
