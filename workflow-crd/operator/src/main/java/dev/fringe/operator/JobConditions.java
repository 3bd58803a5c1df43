package dev.fringe.operator;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.Optional;

/** What the cluster says of a job's end. */
final class JobConditions {
  private JobConditions() {}

  static Optional<JobCondition> complete(Job job) {
    return condition(job, "Complete");
  }

  static Optional<JobCondition> failed(Job job) {
    return condition(job, "Failed");
  }

  /** Whether it waits or works. */
  static boolean isActive(Job job) {
    return complete(job).isEmpty() && failed(job).isEmpty();
  }

  private static Optional<JobCondition> condition(Job job, String type) {
    return job.getStatus() == null || job.getStatus().getConditions() == null
        ? Optional.empty()
        : job.getStatus().getConditions().stream()
            .filter(c -> c.getType().equals(type) && c.getStatus().equals("True"))
            .findFirst();
  }
}
