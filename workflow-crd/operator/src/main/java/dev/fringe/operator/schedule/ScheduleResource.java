package dev.fringe.operator.schedule;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Map;

/** A WorkflowSchedule as the cluster holds it: trees, which {@link ScheduleTrees} reads. */
@Group("fringe.dev")
@Version("v1alpha1")
@Kind("WorkflowSchedule")
@Plural("workflowschedules")
public final class ScheduleResource extends CustomResource<Map<String, Object>, Map<String, Object>>
    implements Namespaced {
  private static final long serialVersionUID = 1;

  @Override
  protected Map<String, Object> initSpec() {
    return Map.of();
  }

  @Override
  protected Map<String, Object> initStatus() {
    return null;
  }
}
