package dev.fringe.operator.schedule;

import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.schedule.WorkflowSchedule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** What belongs to a schedule. */
final class Owners {
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String OPERATOR = "fringe-operator";

  private Owners() {}

  static OwnerReference reference(ScheduleResource schedule) {
    return new OwnerReferenceBuilder()
        .withApiVersion(Workflow.API_VERSION)
        .withKind(WorkflowSchedule.KIND)
        .withName(schedule.getMetadata().getName())
        .withUid(schedule.getMetadata().getUid())
        .withController(true)
        .build();
  }

  /**
   * Whether a thing is the schedule's, or was left by one of its name that was deleted with {@code
   * --cascade=orphan}: who applies that one again wants to go on with it. What another still owns
   * is about to be collected.
   */
  static boolean isOursOrNobodys(HasMetadata thing, ScheduleResource schedule) {
    return thing.getMetadata().getOwnerReferences().stream()
        .filter(owner -> owner.getKind().equals(WorkflowSchedule.KIND))
        .allMatch(owner -> owner.getUid().equals(schedule.getMetadata().getUid()));
  }
}
