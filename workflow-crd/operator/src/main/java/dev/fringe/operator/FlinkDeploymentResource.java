package dev.fringe.operator;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Map;
import java.util.Optional;

/** A FlinkDeployment of Flink's Kubernetes operator, as trees: few of its fields concern us. */
@Group("flink.apache.org")
@Version("v1beta1")
@Kind("FlinkDeployment")
@Plural("flinkdeployments")
public final class FlinkDeploymentResource
    extends CustomResource<Map<String, Object>, Map<String, Object>> implements Namespaced {
  private static final long serialVersionUID = 1;

  @Override
  protected Map<String, Object> initSpec() {
    return Map.of();
  }

  @Override
  protected Map<String, Object> initStatus() {
    return null;
  }

  /** A text of the status, by its path; empty where it is missing or blank. */
  Optional<String> told(String... path) {
    Object here = getStatus();
    for (String name : path) {
      here = here instanceof Map<?, ?> tree ? tree.get(name) : null;
    }
    return here instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }
}
